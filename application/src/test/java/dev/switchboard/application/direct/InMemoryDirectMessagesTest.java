package dev.switchboard.application.direct;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;

class InMemoryDirectMessagesTest
    implements DirectMessagesContract,
        DirectLooksContract,
        DirectInboxContract,
        DirectRaceContract {
  private final InMemoryIds ids = new InMemoryIds();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryDirectWorld world = new InMemoryDirectWorld(ids);
  private final InMemoryDirectMessages messages = new InMemoryDirectMessages(transactions, world);

  @Override
  public DirectMessages messages() {
    return messages;
  }

  @Override
  public DirectInbox inbox() {
    return messages;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public DirectWorld world() {
    return world;
  }

  @Override
  public Ids ids() {
    return ids;
  }
}
