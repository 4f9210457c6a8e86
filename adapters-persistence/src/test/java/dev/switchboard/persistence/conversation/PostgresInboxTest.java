package dev.switchboard.persistence.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.application.conversation.InboxContract;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.conversation.World;
import dev.switchboard.persistence.SequenceIds;
import dev.switchboard.persistence.TestDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresInboxTest implements InboxContract {
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
    return test.database();
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
  public Inbox inbox() {
    return new PostgresInbox(test.database(), Clock.fixed(AConversation.NOON, ZoneOffset.UTC));
  }
}
