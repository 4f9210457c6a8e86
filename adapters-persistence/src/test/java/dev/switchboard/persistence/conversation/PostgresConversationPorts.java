package dev.switchboard.persistence.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.conversation.ConversationPorts;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.World;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On one database for a test class. */
public class PostgresConversationPorts implements ConversationPorts {
  @RegisterExtension protected static final TestDatabase test = TestDatabase.perClass();

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
    return new PostgresWorld(test);
  }

  @Override
  public Ids ids() {
    return test.ids();
  }
}
