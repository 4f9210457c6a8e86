package dev.switchboard.persistence.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.TwoCompanies;
import dev.switchboard.persistence.upkeep.Tallies;
import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three of nine reports are of each of three users. */
class ReportFiguresTest {
  private static final CompanyId COMPANY = new CompanyId(1);

  private final TestDatabase database = TestDatabase.create();

  @BeforeEach
  void arrange() {
    TwoCompanies.of(database);
    database.execute(
        """
        insert into report (company_id, id, reporter_id, title, content, status, comments, revision, created_at, updated_at)
        select c, n, 1 + n % 3, 't', 'c', 'open', 0, 0, now(), now() from generate_series(1, 2) c, generate_series(1, 9) n
        """);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void reportsAreCountedByStatus() {
    database.execute("update report set status = 'in_progress' where id < 4");
    database.execute("delete from report where id = 9");
    new Tallies(database.system()).fold();

    assertThat(reportFigures()).containsExactlyInAnyOrder(5L, 3L, 0L);
  }

  /** By a foreign key, which the database follows as the owner of the tables. */
  @Test
  void whatGoesWithItsReporterIsCountedUnderEveryRole() {
    remove(database.database(), 1);
    assertThat(reportFigures()).containsExactlyInAnyOrder(6L, 0L, 0L);
    remove(database.system(), 2);
    assertThat(reportFigures()).containsExactlyInAnyOrder(3L, 0L, 0L);
  }

  private static void remove(Database database, long reporter) {
    database.inTransaction(
        () ->
            database.write(
                COMPANY,
                connection ->
                    Sql.update(
                        connection,
                        "delete from app_user where company_id = 1 and id = ?",
                        reporter)));
  }

  private Collection<Long> reportFigures() {
    return new PostgresReportDesk(database.database()).counts(COMPANY).values();
  }
}
