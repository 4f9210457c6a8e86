package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.InMemoryRoster;

class InMemoryConversationsTest implements ConversationsContract {
  private final Ids ids = new InMemoryIds();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryConversations conversations = new InMemoryConversations(transactions);
  private final World world =
      new InMemoryWorld(ids, new InMemoryRoster(transactions, conversations));

  @Override
  public Conversations conversations() {
    return conversations;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public World world() {
    return world;
  }

  @Override
  public Ids ids() {
    return ids;
  }
}
