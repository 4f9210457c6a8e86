package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.ingest.Partitions.Table;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.account.HibernateCompanies;
import dev.switchboard.persistence.account.HibernateUsers;
import dev.switchboard.persistence.ingest.PostgresPartitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A database whose user owns it and may neither create nor take the roles: as most servers give.
 */
class PlainOwnerTest {
  private static final CompanyId ACME = new CompanyId(1);
  private static final CompanyId GLOBEX = new CompanyId(2);

  private static PersistenceUnit unit;

  @BeforeAll
  static void start() {
    TestDatabase.create().close(); // the roles are there, and not for this user
    unit = PersistenceUnit.open(TestDatabase.emptyOfPlainOwner());
    var owner = unit.ownerDatabase();
    for (var company : List.of(ACME, GLOBEX)) {
      var id = company.value();
      owner.read(c -> Sql.update(c, "insert into company values (?, 'x', now(), now())", id));
      owner.read(
          c ->
              Sql.update(
                  c,
                  "insert into app_user (company_id, id, username, password_hash, is_superuser,"
                      + " created_at, updated_at) values (?, ?, ?, 'hash', true, now(), now())",
                  id,
                  id,
                  "user" + id));
      owner.read(
          c ->
              Sql.update(
                  c, "insert into login_name values ('username', ?, ?, ?)", "user" + id, id, id));
    }
  }

  @AfterAll
  static void stop() {
    unit.close();
  }

  @Test
  void theOwnerSeesOneCompanyAtATimeToo() {
    assertThat(unit.database().read(ACME, PlainOwnerTest::names)).containsExactly("user1");
    assertThat(unit.database().read(PlainOwnerTest::names)).isEmpty();
    assertThat(unit.systemDatabase().read(PlainOwnerTest::names)).containsExactly("user1", "user2");
  }

  @Test
  void aRowOfAnotherCompanyCannotBeWritten() {
    assertThatThrownBy(
            () ->
                unit.database()
                    .inTransaction(
                        () ->
                            unit.database()
                                .write(
                                    ACME,
                                    c ->
                                        Sql.update(
                                            c, "insert into rotation (company_id) values (2)"))))
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void whatIsAskedAboutAllCompaniesIsAnsweredAndLeavesNothingOpen() {
    var users = new HibernateUsers(unit.database());

    var known =
        unit.database()
            .inTransaction(
                () -> {
                  var found = users.credentials(LoginName.meantBy("user2"));
                  assertThat(unit.database().write(ACME, PlainOwnerTest::names))
                      .containsExactly("user1");
                  return found;
                });

    assertThat(known.orElseThrow().company()).isEqualTo(GLOBEX);
    assertThat(users.companyOf(new UserId(2))).contains(GLOBEX);
    assertThat(users.anySuperuser()).isTrue();
    assertThat(new HibernateCompanies(unit.database()).first().orElseThrow().id()).isEqualTo(ACME);
    assertThat(unit.database().read(PlainOwnerTest::names)).isEmpty();
  }

  @Test
  void whatOnlyGrowsOnlyGrows() {
    assertThatThrownBy(
            () -> unit.systemDatabase().read(c -> Sql.update(c, "delete from audit_event")))
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void partitionsComeAndGo() {
    var owner = unit.ownerDatabase();
    var partitions = new PostgresPartitions(owner);
    var day = LocalDate.of(2020, 1, 1);

    owner.inTransaction(() -> partitions.ensure(Table.STREAM_EVENT, day));

    assertThat(
            owner.<Integer>inTransaction(
                () -> partitions.dropBefore(Table.STREAM_EVENT, day.plusDays(1))))
        .isOne();
  }

  @Test
  void theNextStartFindsNothingToDo() {
    assertThat(Migrations.run(unit.ownerPool())).isFalse();
  }

  private static List<String> names(Connection connection) throws SQLException {
    return Sql.list(
        connection, "select username from app_user order by username", row -> row.getString(1));
  }
}
