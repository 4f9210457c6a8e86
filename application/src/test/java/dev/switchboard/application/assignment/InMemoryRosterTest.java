package dev.switchboard.application.assignment;

import dev.switchboard.application.conversation.InMemoryConversationPorts;

class InMemoryRosterTest extends InMemoryConversationPorts implements RosterContract {
  private final Decisions decisions = new InMemoryDecisions(transactions);

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public Decisions decisions() {
    return decisions;
  }
}
