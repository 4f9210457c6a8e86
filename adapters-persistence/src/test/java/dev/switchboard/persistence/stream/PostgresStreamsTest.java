package dev.switchboard.persistence.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.stream.StreamReader;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.application.stream.StreamsContract;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStreamsTest implements StreamsContract {
  private static final List<Map.Entry<CompanyId, Long>> HINTS = new CopyOnWriteArrayList<>();
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();
  private static long ids;

  @Override
  public Transactions transactions() {
    return test.system();
  }

  @Override
  public Streams streams() {
    return new PostgresStreams(
        test.database(),
        Object::toString,
        (company, seq) -> HINTS.add(Map.entry(company, seq)),
        Clock.systemUTC());
  }

  @Override
  public StreamReader reader() {
    return new PostgresStreamReader(test.database());
  }

  @Override
  public List<Map.Entry<CompanyId, Long>> hints() {
    return HINTS;
  }

  @Override
  public CompanyId newCompany() {
    var company = ++ids;
    test.execute("insert into company values (?, 'Acme', now(), now())", company);
    for (var user : List.of(ADA, BOB)) {
      test.execute(
          """
          insert into app_user (company_id, id, username, email, password_hash, created_at, updated_at)
          values (?, ?, 'x', 'x', 'x', now(), now())
          """,
          company,
          user.value());
    }
    test.execute(
        """
        insert into channel_account
          (company_id, id, platform, external_id, name, token, is_active, human_agent, state, connected_at, updated_at)
        values (?, 1, 'FACEBOOK', 'page', 'Page', '\\x00', true, true, 'OK', now(), now())
        """,
        company);
    return new CompanyId(company);
  }

  @Override
  public ConversationId conversationOf(CompanyId company, UserId agent) {
    var id = ++ids;
    test.execute(
        """
        insert into contact (company_id, id, channel_account_id, external_id, first_seen_at)
        values (?, ?, 1, 'customer ' || ?, now())
        """,
        company.value(),
        id,
        id);
    test.execute(
        """
        insert into conversation
          (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at,
           unread_count, last_message, last_activity_at, priority, tags, created_at, updated_at)
        values (?, ?, 1, ?, 'FACEBOOK', 'open', ?, now(), 0, '', now(), 'NONE', '{}', now(), now())
        """,
        company.value(),
        id,
        id,
        agent.value());
    return new ConversationId(id);
  }

  @Override
  public void reassign(CompanyId company, ConversationId conversation, UserId agent) {
    test.execute(
        "update conversation set assignee_id = ? where company_id = ? and id = ?",
        agent.value(),
        company.value(),
        conversation.value());
  }

  @Test
  void anotherDatabaseHasAnotherEpoch() {
    try (var other = TestDatabase.create()) {
      assertThat(new PostgresStreamReader(other.database()).epoch()).isNotEqualTo(reader().epoch());
    }
  }
}
