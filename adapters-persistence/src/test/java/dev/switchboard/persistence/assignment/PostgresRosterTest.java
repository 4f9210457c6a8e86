package dev.switchboard.persistence.assignment;

import dev.switchboard.application.assignment.Decisions;
import dev.switchboard.application.assignment.Roster;
import dev.switchboard.application.assignment.RosterContract;
import dev.switchboard.persistence.conversation.PostgresConversationPorts;

class PostgresRosterTest extends PostgresConversationPorts implements RosterContract {
  @Override
  public Roster roster() {
    return new PostgresRoster(test.database());
  }

  @Override
  public Decisions decisions() {
    return new PostgresDecisions(test.database());
  }
}
