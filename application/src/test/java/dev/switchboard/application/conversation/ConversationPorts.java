package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;

/** What the contracts of conversations share: all of one store. */
public interface ConversationPorts {
  Conversations conversations();

  Transactions transactions();

  World world();

  Ids ids();
}
