package dev.switchboard.application.assignment;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.AssignConversations.Waiting;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.util.Optional;

/**
 * Use case: whoever waited for an agent gets one, longest waiting first, until nobody can take one
 * more. Call it when somebody may have become eligible or has room again, and now and then for what
 * fell between. Cheap where there is no backlog.
 */
public final class DrainBacklog {
  private static final int BATCH = 50;

  private final Transactions transactions;
  private final Conversations conversations;
  private final AssignConversations assign;
  private final Streams streams;
  private final Clock clock;

  public DrainBacklog(
      Transactions transactions,
      Conversations conversations,
      AssignConversations assign,
      Streams streams,
      Clock clock) {
    this.transactions = transactions;
    this.conversations = conversations;
    this.assign = assign;
    this.streams = streams;
    this.clock = clock;
  }

  /** One unit of work a batch, unless it joins a running one. How many were given away. */
  public int handle(CompanyId company) {
    int total = 0;
    int drained;
    do {
      drained = transactions.inTransaction(() -> batch(company));
      total += drained;
    } while (drained == BATCH);
    return total;
  }

  /** The sweep over all companies. */
  public int handleAll() {
    return conversations.withBacklog().stream().mapToInt(this::handle).sum();
  }

  private int batch(CompanyId company) {
    var backlog =
        conversations.lockBacklog(company, BATCH).stream()
            .map(waiting -> new Waiting(waiting, Decision.Reason.DRAINED))
            .toList();
    var assigned = assign.drain(company, backlog, clock.instant());
    conversations.update(assigned);
    streams.append(
        assigned.stream()
            .map(
                given ->
                    Frames.chatAssigned(given, Optional.empty(), Decision.Reason.DRAINED.name()))
            .toList());
    return assigned.size();
  }
}
