package dev.switchboard.persistence.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.conversation.MessagesContract;
import dev.switchboard.application.conversation.World;
import dev.switchboard.domain.message.Message;
import dev.switchboard.persistence.SequenceIds;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresMessagesTest implements MessagesContract {
  private static TestDatabase test;
  private static Ids ids;

  @BeforeAll
  static void start() {
    test = TestDatabase.create();
    ids = new SequenceIds(test.database());
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Override
  public Conversations conversations() {
    return new PostgresConversations(test.database());
  }

  @Override
  public Transactions transactions() {
    return test.system();
  }

  @Override
  public World world() {
    return new PostgresWorld(test, ids);
  }

  @Override
  public Ids ids() {
    return ids;
  }

  @Override
  public Messages messages() {
    return new PostgresMessages(test.database());
  }

  @Override
  public void partSent(Message message, int part, String mid) {
    test.execute(
        "insert into lane (company_id, kind, lane_id, pending, last_position, next_at) values (?, 'SEND', ?, 0, 0,"
            + " now()) on conflict do nothing",
        message.company().value(),
        message.conversation().value());
    test.execute(
        "insert into outbox (company_id, id, kind, lane_id, position, subject_id, part, payload, state,"
            + " external_id, created_at, updated_at) values (?, ?, 'SEND', ?, 1, ?, ?, '', 'DONE', ?,"
            + " now(), now())",
        message.company().value(),
        ids.next(),
        message.conversation().value(),
        message.id().value(),
        part,
        mid);
  }
}
