package dev.switchboard.application.assignment;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.application.conversation.InMemoryWorld;
import dev.switchboard.application.conversation.World;

class InMemoryRosterTest implements RosterContract {
  private final Ids ids = new InMemoryIds();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryConversations conversations = new InMemoryConversations(transactions);
  private final InMemoryRoster roster = new InMemoryRoster(transactions, conversations);
  private final Decisions decisions = new InMemoryDecisions(transactions);
  private final World world = new InMemoryWorld(ids, roster);

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public Decisions decisions() {
    return decisions;
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
