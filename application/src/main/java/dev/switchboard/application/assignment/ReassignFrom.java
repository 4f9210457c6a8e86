package dev.switchboard.application.assignment;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.AssignConversations.Waiting;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.Optional;

/**
 * Use case: an agent who was deactivated leaves nothing behind. Call it in the unit of work that
 * deactivated them, after that is stored. What nobody can take joins the backlog; what is resolved
 * is taken from them too, so that it is given away anew when it reopens.
 */
public final class ReassignFrom {
  private final Transactions transactions;
  private final Conversations conversations;
  private final Roster roster;
  private final AssignConversations assign;
  private final Streams streams;
  private final Clock clock;

  public ReassignFrom(
      Transactions transactions,
      Conversations conversations,
      Roster roster,
      AssignConversations assign,
      Streams streams,
      Clock clock) {
    this.transactions = transactions;
    this.conversations = conversations;
    this.roster = roster;
    this.assign = assign;
    this.streams = streams;
    this.clock = clock;
  }

  /** How many chats were taken from them. */
  public int handle(CompanyId company, UserId agent) {
    return transactions.inTransaction(
        () -> {
          // conversations before the rotation, the resolved ones too: the order of everybody
          conversations.releaseResolved(company, agent, clock.instant());
          var moved = reassign(company, agent);
          // who was assigning at this moment held the rotation; now they are done, and from here
          // on everybody sees that the agent is not active
          roster.lock(company);
          conversations.releaseResolved(company, agent, clock.instant());
          return moved + reassign(company, agent);
        });
  }

  private int reassign(CompanyId company, UserId agent) {
    var waiting =
        conversations.lockAssignedTo(company, agent).stream()
            .map(chat -> new Waiting(chat, Decision.Reason.AGENT_DEACTIVATED))
            .toList();
    if (waiting.isEmpty()) {
      return 0;
    }
    var moved = assign.handle(company, waiting, clock.instant());
    conversations.update(moved);
    streams.append(
        moved.stream()
            .map(
                chat ->
                    Frames.chatAssigned(
                        chat, Optional.of(agent), Decision.Reason.AGENT_DEACTIVATED.name()))
            .toList());
    return moved.size();
  }
}
