package dev.switchboard.persistence.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Verdict;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the rotation reads under its lock, in a company whose five agents have had 4,000 chats each:
 * one is full, one has no limit, one is paused, one inactive and one far from full. Another company
 * has many users.
 */
class RosterPlansTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private static final int CAPACITY = 10;

  private static final String[] FILL = {
    "select set_config('app.tenant', '*', false)",
    "set session_replication_role = replica",
    "insert into company select c, 'Acme ' || c, now(), now() from generate_series(1, 2) c",
    """
    insert into app_user (company_id, id, username, password_hash, is_active, can_receive_new_chats, chat_capacity,
      created_at, updated_at)
    select case when u <= 5 then 1 else 2 end, u, 'user' || u, '', u <> 4, u <> 3, case u when 2 then null when 5 then 100 else 10 end,
      now() + u * interval '1 second', now()
    from generate_series(1, 5000) u
    """,
    """
    insert into role (company_id, id, slug, name, is_system, permissions, created_at, updated_at)
    select case when r = 1 then 1 else 2 end, r, 'role' || r, 'Role', false, array['chat:receive'], now(), now()
    from generate_series(1, 5000) r
    """,
    "insert into user_role select company_id, id, case when company_id = 1 then 1 else id end from app_user",
    """
    insert into conversation (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at,
      unread_count, last_message, last_activity_at, priority, tags, created_at, updated_at)
    select 1, n, 1, n, 'FACEBOOK', case when n > 19950 then 'open' else 'resolved' end, 1 + n % 5, now(), 0, 'hi',
      timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second', 'normal', '{}', now(), now()
    from generate_series(1, 20000) n
    """,
    "analyze company, app_user, role, user_role, conversation"
  };

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void fill() {
    test.fill(FILL);
  }

  @Test
  void whatIsResolvedIsNotReadAndWhoDoesNotMatterIsNotCounted() {
    var plan =
        test.database()
            .read(
                COMPANY,
                connection -> Plan.of(connection, PostgresRoster.CANDIDATES, COMPANY.value()));

    plan.reads("conversation_assignee").touchesAtMost(2 * CAPACITY);
  }

  @Test
  void theVerdictsAreThoseOfAFullCount() {
    var rotation =
        test.database().inTransaction(() -> new PostgresRoster(test.database()).lock(COMPANY));

    assertThat(rotation.candidates())
        .extracting(Candidate::verdict)
        .containsExactly(
            Verdict.AT_CAPACITY,
            Verdict.ELIGIBLE,
            Verdict.ROUTING_PAUSED,
            Verdict.INACTIVE,
            Verdict.ELIGIBLE);
  }
}
