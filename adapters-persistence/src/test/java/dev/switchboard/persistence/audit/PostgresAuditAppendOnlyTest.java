package dev.switchboard.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditRecords.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither role that the application works under can take back what was done. */
class PostgresAuditAppendOnlyTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void start() {
    var months = new PostgresAuditMonths(test.unit().ownerDatabase());
    test.unit().ownerDatabase().inTransaction(() -> months.ensure(YearMonth.of(2026, 3)));
    var trail =
        new PostgresAuditTrail(test.database(), test.ids(), Clock.fixed(NOON, ZoneOffset.UTC));
    test.database()
        .inTransaction(() -> trail.add(AuditEvent.unattended(COMPANY, AuditAction.LOGIN)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_event set address = 'elsewhere'",
        "delete from audit_event",
        "truncate audit_event",
        "update audit_event_202603 set address = 'elsewhere'",
        "delete from audit_event_202603",
        "truncate audit_event_202603",
        "delete from audit_event_default",
        "drop table audit_event_202603",
        "alter table audit_event disable row level security",
      })
  void whatWasDoneStays(String statement) {
    for (var database : new Database[] {test.database(), test.unit().systemDatabase()}) {
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      () ->
                          database.write(COMPANY, connection -> Sql.update(connection, statement))))
          .hasStackTraceContaining("ERROR: ")
          .satisfies(
              failure ->
                  assertThat(failure)
                      .rootCause()
                      .message()
                      .containsAnyOf("permission denied", "must be owner"));
    }
    assertThat(
            new PostgresAuditRecords(test.database())
                .page(COMPANY, Filter.ALL, Slice.first(10))
                .items())
        .hasSize(1);
  }
}
