package dev.switchboard.application.assignment;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.AssignConversations.Waiting;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Use case: agents who were deactivated leave nothing behind. Call it in the unit of work that
 * deactivated them, after that is stored, once for all of them. What nobody can take joins the
 * backlog; what is resolved is taken from them too, so that it is given away anew when it reopens.
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
  public int handle(CompanyId company, Collection<UserId> agents) {
    return transactions.inTransaction(
        () -> {
          // conversations before the rotation, all of all of them: the order of everybody
          conversations.releaseResolved(company, agents, clock.instant());
          var moved = reassign(company, agents);
          // who was assigning at this moment held the rotation; now they are done, and from here
          // on everybody sees that these are not active
          roster.lock(company);
          conversations.releaseResolved(company, agents, clock.instant());
          return moved + reassign(company, agents);
        });
  }

  private int reassign(CompanyId company, Collection<UserId> agents) {
    var before = conversations.lockAssignedTo(company, agents);
    if (before.isEmpty()) {
      return 0;
    }
    var waiting =
        before.stream().map(chat -> new Waiting(chat, Decision.Reason.AGENT_DEACTIVATED)).toList();
    var moved = assign.handle(company, waiting, clock.instant());
    conversations.update(moved);
    announce(before, moved);
    return moved.size();
  }

  /** At the very end: the company's counter is locked from then on, and more is to be locked. */
  private void announce(List<Conversation> before, List<Conversation> moved) {
    var frames =
        IntStream.range(0, moved.size())
            .mapToObj(
                i ->
                    Frames.chatAssigned(
                        moved.get(i),
                        before.get(i).assignee(),
                        Decision.Reason.AGENT_DEACTIVATED.name()))
            .toList();
    transactions.beforeCommit(() -> streams.append(frames));
  }
}
