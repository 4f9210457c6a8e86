package dev.switchboard.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is counted of ten agents who have had 1,000 chats each, five of which are open. */
class WorkloadPlansTest {
  private static final CompanyId COMPANY = new CompanyId(1);

  private static final String[] FILL = {
    "select set_config('app.tenant', '*', false)",
    "set session_replication_role = replica",
    """
    insert into conversation (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at,
      unread_count, last_message, last_activity_at, priority, tags, created_at, updated_at)
    select 1, n, 1, n, 'FACEBOOK', case when n <= 50 then 'open' else 'resolved' end, 1 + n % 10, now(), 0, 'hi',
      timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second', 'normal', '{}', now(), now()
    from generate_series(1, 10000) n
    """,
    "analyze conversation"
  };

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void fill() {
    test.fill(FILL);
  }

  @Test
  void whatIsResolvedIsNotRead() {
    test.database()
        .read(
            COMPANY,
            connection ->
                Plan.of(connection, PostgresWorkload.COUNT, 1L, (Object) new Long[] {3L, 4L}))
        .reads("conversation_assignee")
        .touchesAtMost(10);
  }

  @Test
  void itIsAllThatIsNot() {
    var workload = new PostgresWorkload(test.database());

    assertThat(workload.openChats(COMPANY, List.of(new UserId(3), new UserId(11))))
        .isEqualTo(Map.of(new UserId(3), 5L, new UserId(11), 0L));
  }
}
