package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.assignment.InMemoryRoster;

/** New and empty for each test. */
public class InMemoryConversationPorts implements ConversationPorts {
  protected final InMemoryTransactions transactions = new InMemoryTransactions();
  protected final InMemoryConversations conversations = new InMemoryConversations(transactions);
  protected final InMemoryRoster roster = new InMemoryRoster(transactions, conversations);
  private final Ids ids = new InMemoryIds();
  private final World world = new InMemoryWorld(ids, roster);

  @Override
  public Conversations conversations() {
    return conversations;
  }

  @Override
  public InMemoryTransactions transactions() {
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
