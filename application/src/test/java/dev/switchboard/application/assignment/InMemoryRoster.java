package dev.switchboard.application.assignment;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Position;
import dev.switchboard.domain.assignment.RoundRobin;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Set;

/** Units of work run one at a time in memory: that is the lock. */
public final class InMemoryRoster implements Roster {
  private record Key(CompanyId company, UserId user) {}

  private final InMemoryTable<Key, Candidate> agents;
  private final InMemoryTable<CompanyId, Position> last;
  private final InMemoryConversations conversations;

  public InMemoryRoster(InMemoryTransactions transactions, InMemoryConversations conversations) {
    agents = new InMemoryTable<>(transactions);
    last = new InMemoryTable<>(transactions);
    this.conversations = conversations;
  }

  /** Joins, or changes; how many chats they have is counted, not taken from here. */
  public void put(CompanyId company, Candidate agent) {
    agents.put(new Key(company, agent.user()), agent);
  }

  @Override
  public RoundRobin lock(CompanyId company) {
    return RoundRobin.of(
        agents.all().stream()
            .filter(c -> agents.get(new Key(company, c.user())).filter(c::equals).isPresent())
            .map(c -> counted(company, c))
            .toList(),
        last.get(company));
  }

  private Candidate counted(CompanyId company, Candidate agent) {
    var open =
        agent.capacity().isEmpty()
            ? 0
            : conversations.lockAssignedTo(company, Set.of(agent.user())).size();
    return new Candidate(
        agent.position(),
        agent.name(),
        agent.active(),
        agent.acceptsNewChats(),
        open,
        agent.capacity());
  }

  @Override
  public void passed(CompanyId company, Position position) {
    last.put(company, position);
  }
}
