package dev.switchboard.persistence.stream;

import dev.switchboard.application.stream.Viewer;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How PostgreSQL runs the very statements of the streams: two companies with 60,000 events each,
 * over three days, about 20,000 chats. Rows touched, not seconds.
 */
class StreamPlansTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private static final int EVENTS = 60_000;
  private static final int MISSED = 100;
  private static final int LIMIT = 500;
  private static final UserId AGENT = new UserId(7);
  private static final List<Viewer> VIEWERS =
      List.of(new Viewer(AGENT, true, true), new Viewer(AGENT, false, true));

  private static final String[] FILL = {
    "select set_config('app.tenant', '*', false)",
    "set session_replication_role = replica",
    "create table stream_event_20260101 partition of stream_event for values from ('2026-01-01') to ('2026-01-02')",
    "create table stream_event_20260102 partition of stream_event for values from ('2026-01-02') to ('2026-01-03')",
    "select guard_partition('stream_event_20260101'), guard_partition('stream_event_20260102')",
    """
    insert into conversation (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at,
      unread_count, last_message, last_activity_at, priority, tags, created_at, updated_at)
    select c, n, 1, n, 'FACEBOOK', 'open', 1 + n % 10, now(), 0, 'hi', now(), 'normal', '{}', now(), now()
    from generate_series(1, 2) c, generate_series(1, 20000) n
    """,
    """
    insert into stream_event (company_id, seq, type, users, conversation_id, payload, at)
    select c, s, 'new_message', '{}', 1 + s % 20000, '{}', timestamptz '2026-01-01 00:00:00+00' + s * interval '4 seconds'
    from generate_series(1, 2) c, generate_series(1, 60000) s
    """,
    "analyze conversation, stream_event"
  };

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void fill() {
    test.fill(FILL);
  }

  @Test
  void whoComesBackCostsWhatWasMissedWhereverThatIs() {
    for (var after : List.of(EVENTS / 3, EVENTS / 2, EVENTS - MISSED)) {
      for (var viewer : VIEWERS) {
        var missed =
            PostgresStreamReader.visible(COMPANY, viewer, after, (long) after + MISSED, LIMIT);
        plan(PostgresStreamReader.RESUMED, missed).sortsNothing().touchesAtMost(MISSED);
        plan(PostgresStreamReader.NUMBER, missed).touchesAtMost(MISSED);
      }
    }
  }

  @Test
  void theTailCostsWhatIsNewAndABatchAtMost() {
    plan(PostgresStreamReader.TAIL, COMPANY.value(), EVENTS - 1, LIMIT)
        .sortsNothing()
        .touchesAtMost(1);
    plan(PostgresStreamReader.TAIL, COMPANY.value(), 1, LIMIT).touchesAtMost(LIMIT);
  }

  private static Plan plan(String sql, Object... parameters) {
    return test.database().read(COMPANY, c -> Plan.of(c, sql, parameters));
  }
}
