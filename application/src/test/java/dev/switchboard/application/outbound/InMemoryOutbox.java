package dev.switchboard.application.outbound;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Work put down, and the rows of its lanes, shared with the in-memory lanes and deliveries. */
public final class InMemoryOutbox implements Outbox {
  record LaneKey(CompanyId company, LaneKind kind, long lane) {}

  record LaneRow(
      LaneKey key,
      long lastPosition,
      Instant nextAt,
      Optional<Instant> leaseUntil,
      long token,
      Optional<ChannelAccountId> heldBy) {
    LaneRow leased(Instant until) {
      return new LaneRow(key, lastPosition, until, Optional.of(until), token + 1, Optional.empty());
    }

    LaneRow extended(Instant until) {
      return new LaneRow(key, lastPosition, until, Optional.of(until), token, heldBy);
    }

    LaneRow free(Instant at, Optional<ChannelAccountId> account) {
      return new LaneRow(key, lastPosition, at, Optional.empty(), token, account);
    }

    /** Due now, unless somebody is at work on it. */
    LaneRow due(Instant now) {
      return new LaneRow(
          key, lastPosition, leaseUntil.isEmpty() ? now : nextAt, leaseUntil, token, heldBy);
    }

    LaneRow oneMore(Instant at) {
      return new LaneRow(key, lastPosition + 1, at, leaseUntil, token, heldBy);
    }
  }

  record TaskRow(
      Task task,
      long position,
      TaskState state,
      int attempts,
      Optional<Instant> calledAt,
      Optional<String> externalId,
      Optional<MessageError> error) {
    LaneKey key() {
      return new LaneKey(task.company(), task.kind(), task.lane());
    }

    TaskRow now(TaskState next, int used, MessageError why) {
      return now(next, used, externalId, Optional.of(why));
    }

    TaskRow now(TaskState next, int used, Optional<String> id, Optional<MessageError> why) {
      return new TaskRow(task, position, next, attempts + used, calledAt, id, why);
    }

    TaskRow pendingAgain() {
      return new TaskRow(
          task, position, TaskState.PENDING, 0, calledAt, externalId, Optional.empty());
    }
  }

  final InMemoryTransactions transactions;
  final InMemoryTable<LaneKey, LaneRow> lanes;
  final InMemoryTable<Long, TaskRow> tasks;
  private final LaneHints hints;

  public InMemoryOutbox(InMemoryTransactions transactions, LaneHints hints) {
    this.transactions = transactions;
    this.hints = hints;
    lanes = new InMemoryTable<>(transactions);
    tasks = new InMemoryTable<>(transactions);
  }

  public InMemoryOutbox(InMemoryTransactions transactions) {
    this(transactions, _ -> {});
  }

  @Override
  public int waiting(CompanyId company, LaneKind kind) {
    return (int)
        tasks.all().stream()
            .filter(row -> row.task().company().equals(company) && row.task().kind() == kind)
            .filter(row -> row.state().open())
            .count();
  }

  @Override
  public void enqueue(Collection<Task> added) {
    added.stream().map(Task::kind).distinct().forEach(this::wake);
    added.stream().sorted(Comparator.comparingLong(Task::id)).forEach(this::put);
  }

  void wake(LaneKind kind) {
    transactions.afterCommit(() -> hints.wake(kind));
  }

  private void put(Task task) {
    var key = new LaneKey(task.company(), task.kind(), task.lane());
    var lane =
        lanes
            .get(key)
            .orElse(new LaneRow(key, 0, task.dueAt(), Optional.empty(), 0, Optional.empty()));
    var idle = lane.leaseUntil().isEmpty() && !working(key);
    var next = lane.oneMore(idle ? task.dueAt() : lane.nextAt());
    lanes.put(key, next);
    tasks.put(
        task.id(),
        new TaskRow(
            task,
            next.lastPosition(),
            TaskState.PENDING,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private boolean working(LaneKey key) {
    return tasks.all().stream().anyMatch(row -> row.state().open() && row.key().equals(key));
  }

  /** Everything ever put down, in order. */
  public List<Task> tasks() {
    return tasks.all().stream().map(TaskRow::task).toList();
  }

  /** Open work of a lane, in the order in which it will be done. */
  public List<Task> open(CompanyId company, LaneKind kind, long lane) {
    return open(new LaneKey(company, kind, lane)).stream().map(TaskRow::task).toList();
  }

  /** Where a task stands. */
  public TaskState state(long task) {
    return tasks.get(task).orElseThrow().state();
  }

  List<TaskRow> open(LaneKey key) {
    return tasks.all().stream()
        .filter(row -> row.state().open() && row.key().equals(key))
        .sorted(Comparator.comparingLong(TaskRow::position))
        .toList();
  }

  List<LaneKey> laneKeys() {
    return lanes.all().stream().map(LaneRow::key).toList();
  }
}
