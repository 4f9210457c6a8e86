package dev.switchboard.application.assignment;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.AssignConversations.Waiting;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: whoever waited for an agent gets one, longest waiting first, until nobody can take one
 * more. {@link #follow} when somebody may have become eligible or has room again, and {@link
 * #handleAll} now and then for what fell between. Cheap where there is no backlog.
 */
public final class DrainBacklog {
  private static final Logger LOG = LoggerFactory.getLogger(DrainBacklog.class);
  private static final int BATCH = 50;

  /**
   * @param locked of those that waited longest; fewer, if somebody else was first
   * @param given of these, to whoever could take one more
   */
  private record Batch(int locked, int given) {
    /** Each that does takes something from the backlog. */
    boolean anotherMayFollow() {
      return given > 0 && given == locked;
    }
  }

  private final Transactions transactions;
  private final Conversations conversations;
  private final AssignConversations assign;
  private final Streams streams;
  private final Clock clock;
  private final Executor later;

  /**
   * @param later for what follows a unit of work that is still running; must not refuse, nor run
   *     what it is given before it returns where the storage has few connections
   */
  public DrainBacklog(
      Transactions transactions,
      Conversations conversations,
      AssignConversations assign,
      Streams streams,
      Clock clock,
      Executor later) {
    this.transactions = transactions;
    this.conversations = conversations;
    this.assign = assign;
    this.streams = streams;
    this.clock = clock;
    this.later = later;
  }

  /**
   * What follows a change that somebody asked for, and is done whatever becomes of this: what fails
   * is logged and left to the sweep. In a running unit of work nothing is given away, for it would
   * lock chats after all that it holds already; then it begins once that has committed, and this
   * does not wait for it.
   */
  public void follow(CompanyId company) {
    if (transactions.running()) {
      transactions.afterCommit(() -> later.execute(() -> tryTo(company)));
    } else {
      tryTo(company);
    }
  }

  private void tryTo(CompanyId company) {
    try {
      unlessContended(company);
    } catch (StorageUnavailable e) {
      left(company, e);
    }
  }

  private int unlessContended(CompanyId company) {
    try {
      return handle(company);
    } catch (Contention e) {
      left(company, e);
      return 0;
    }
  }

  private static void left(CompanyId company, RuntimeException failure) {
    LOG.warn(
        "the backlog of company {} is left to the next sweep: {}", company, failure.getMessage());
  }

  /**
   * One unit of work a batch. How many were given away.
   *
   * @throws IllegalStateException within a unit of work
   * @throws Contention a batch lost more often than it is tried; earlier ones stay given
   * @throws StorageUnavailable likewise
   */
  public int handle(CompanyId company) {
    if (transactions.running()) {
      throw new IllegalStateException("each batch is a unit of work of its own");
    }
    int total = 0;
    Batch batch;
    do {
      batch = transactions.inTransaction(() -> batch(company));
      total += batch.given();
    } while (batch.anotherMayFollow());
    return total;
  }

  /**
   * The sweep over all companies; one whose backlog is contended does not keep the others waiting.
   *
   * @throws StorageUnavailable for all that come after
   */
  public int handleAll() {
    return conversations.withBacklog().stream().mapToInt(this::unlessContended).sum();
  }

  private Batch batch(CompanyId company) {
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
    return new Batch(backlog.size(), assigned.size());
  }
}
