package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.application.conversation.InMemoryWorld;
import dev.switchboard.application.conversation.World;

class InMemoryWorkloadTest implements WorkloadContract {
  private final Ids ids = new InMemoryIds();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryConversations conversations = new InMemoryConversations(transactions);
  private final InMemoryRoster roster = new InMemoryRoster(transactions, conversations);
  private final World world = new InMemoryWorld(ids, roster);

  @Override
  public Workload workload() {
    return new InMemoryWorkload(conversations);
  }

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
