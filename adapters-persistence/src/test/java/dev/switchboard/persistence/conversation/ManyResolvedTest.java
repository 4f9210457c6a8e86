package dev.switchboard.persistence.conversation;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who has resolved very much can still be let go: no statement grows with it. */
class ManyResolvedTest {
  private static final int MANY = 2 * PostgresConversations.RELEASED_AT_ONCE + 1;

  private static final String FILL =
      """
      with customer as (
        insert into contact (company_id, id, channel_account_id, external_id, first_seen_at)
        select ?, n, ?, 'customer' || n, now() from generate_series(?::integer, ?::integer) n
        returning company_id, channel_account_id, id)
      insert into conversation (company_id, id, channel_account_id, contact_id, platform, state,
        assignee_id, assigned_at, unread_count, last_message, last_activity_at, priority, tags,
        created_at, updated_at)
      select company_id, id, channel_account_id, id, 'FACEBOOK', ?, ?, now(), 0, '', now(),
        'normal', '{}', now(), now()
      from customer
      """;

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final PostgresWorld world = new PostgresWorld(test);
  private final PostgresConversations conversations = new PostgresConversations(test.database());

  @Test
  void areTakenSomeAtATimeAllOfOneAgentAndNothingElse() {
    var company = world.company();
    var ada = agent(company);
    var bo = agent(company);
    fill(company, 0, MANY, "resolved", ada);
    fill(company, MANY, 3, "resolved", bo);
    fill(company, MANY + 3, 2, "open", ada);
    refuseMoreThan(PostgresConversations.RELEASED_AT_ONCE);

    test.database().inTransaction(() -> conversations.releaseResolved(company, Set.of(ada), NOON));

    assertThat(held(company, ada, "resolved")).isZero();
    assertThat(held(company, ada, "open")).isEqualTo(2);
    assertThat(held(company, bo, "resolved")).isEqualTo(3);
    assertThat(count("assignee_id is null and assigned_at is null and updated_at = ?", NOON))
        .isEqualTo(MANY);
  }

  private UserId agent(CompanyId company) {
    return world.agent(company, AConversation.agent(test.ids().next(), NOON)).user();
  }

  private void fill(CompanyId company, int after, int count, String state, UserId agent) {
    test.execute(
        FILL,
        company.value(),
        world.channel(company).value(),
        after + 1,
        after + count,
        state,
        agent.value());
  }

  /** Of chats, in one statement. */
  private static void refuseMoreThan(int rows) {
    test.fill(
        """
        create function refuse_many() returns trigger language plpgsql as $body$
        begin
          if (select count(*) from moved) > %d then
            raise 'too many at once';
          end if;
          return null;
        end $body$
        """
            .formatted(rows),
        "create trigger refuse_many after update on conversation referencing new table as moved"
            + " for each statement execute function refuse_many()");
  }

  private static long held(CompanyId company, UserId agent, String state) {
    return count(
        "company_id = ? and assignee_id = ? and state = ?", company.value(), agent.value(), state);
  }

  private static long count(String where, Object... parameters) {
    return test.owner()
        .read(
            connection ->
                Sql.one(
                    connection,
                    "select count(*) from conversation where " + where,
                    row -> row.getLong(1),
                    parameters))
        .orElseThrow();
  }
}
