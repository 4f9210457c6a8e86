package dev.switchboard.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditRecords.Filter;
import dev.switchboard.application.audit.AuditUpkeep;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresAuditMonthsTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final CompanyId COMPANY = new CompanyId(1);

  private final SettableClock clock = new SettableClock(NOON);
  private TestDatabase test;
  private AuditUpkeep upkeep;

  @BeforeEach
  void start() {
    test = TestDatabase.create();
    upkeep =
        new AuditUpkeep(test.owner(), new PostgresAuditMonths(test.owner()), Period.ofDays(60));
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void makesTheMonthsToComeAndDoesNothingTheSecondTime() {
    upkeep.run(NOON);
    upkeep.run(NOON);

    assertThat(months())
        .containsExactly("audit_event_202603", "audit_event_202604", "audit_event_202605");
  }

  @Test
  void aTrailInUseIsSeenToTheNextTime() throws SQLException {
    try (var writing = test.ownerConnection()) {
      writing.setAutoCommit(false);
      Sql.update(writing, "lock table audit_event in row exclusive mode");

      upkeep.run(NOON);

      assertThat(months()).isEmpty();
      writing.rollback();
    }
    upkeep.run(NOON);
    assertThat(months()).hasSize(3);
  }

  @Test
  void eventsGoIntoTheirMonthAndLeaveWithIt() {
    upkeep.run(NOON);
    add(NOON);
    add(Instant.parse("2026-04-01T00:00:00Z"));
    add(Instant.parse("2020-01-01T00:00:00Z")); // of no month: it lies in the default partition

    assertThat(seen()).isEqualTo(3);
    upkeep.run(Instant.parse("2026-06-10T00:00:00Z"));

    assertThat(months()).first().isEqualTo("audit_event_202604");
    assertThat(seen()).isEqualTo(1);
  }

  @Test
  void aMonthWhoseEventsLieInTheDefaultPartitionStaysThere() {
    add(NOON);

    upkeep.run(NOON);

    assertThat(months()).doesNotContain("audit_event_202603").hasSize(2);
    assertThat(seen()).isEqualTo(1);
  }

  private void add(Instant at) {
    clock.set(at);
    var trail = new PostgresAuditTrail(test.database(), test.ids(), clock);
    test.database()
        .inTransaction(() -> trail.add(AuditEvent.unattended(COMPANY, AuditAction.LOGIN)));
  }

  private int seen() {
    return new PostgresAuditRecords(test.database())
        .page(COMPANY, Filter.ALL, Slice.first(100))
        .items()
        .size();
  }

  private List<String> months() {
    return test.database()
        .read(
            c ->
                Sql.list(
                    c,
                    "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = 'audit_event'::regclass and c.relname !~ 'default'"
                        + " order by 1",
                    row -> row.getString(1)));
  }
}
