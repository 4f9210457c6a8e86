package dev.switchboard.persistence.conversation;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.application.conversation.InboxContract;
import dev.switchboard.application.conversation.Messages;
import java.time.Clock;
import java.time.ZoneOffset;

class PostgresInboxTest extends PostgresConversationPorts implements InboxContract {
  @Override
  public Transactions transactions() {
    return test.database();
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
