package dev.switchboard.application.outbound;

import dev.switchboard.application.outbound.InMemoryOutbox.LaneKey;
import dev.switchboard.application.outbound.InMemoryOutbox.LaneRow;
import dev.switchboard.application.outbound.InMemoryOutbox.TaskRow;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The lanes of an {@link InMemoryOutbox}. */
public final class InMemoryLanes implements Lanes {
  private final InMemoryOutbox outbox;

  public InMemoryLanes(InMemoryOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Optional<Claim> claim(
      LaneKind kind, Instant now, Instant leaseUntil, Collection<Claim> underWay) {
    return outbox.laneKeys().stream()
        .filter(key -> key.kind() == kind && !row(key).nextAt().isAfter(now))
        .sorted(Comparator.comparing(key -> row(key).nextAt()))
        .filter(key -> underWay.stream().noneMatch(claim -> key(claim).equals(key)))
        .filter(key -> !outbox.open(key).isEmpty())
        .findFirst()
        .map(key -> claim(key, now, leaseUntil));
  }

  private Claim claim(LaneKey key, Instant now, Instant leaseUntil) {
    var lane = row(key).leased(leaseUntil);
    outbox.lanes.put(key, lane);
    var head = outbox.open(key).getFirst();
    var lost = head.state() == TaskState.LEASED;
    var doIt = head.state() == TaskState.PENDING || lost && key.kind() != LaneKind.SEND;
    var taken =
        new TaskRow(
            head.task(),
            head.position(),
            doIt ? TaskState.LEASED : TaskState.AMBIGUOUS,
            head.attempts() + (lost ? 1 : 0),
            doIt ? Optional.of(now) : head.calledAt(),
            head.externalId(),
            head.error());
    outbox.tasks.put(head.task().id(), taken);
    return new Claim(
        key.company(),
        key.kind(),
        key.lane(),
        lane.token(),
        head.task().id(),
        head.task().subject(),
        head.task().part(),
        head.task().payload(),
        taken.attempts(),
        !doIt,
        !doIt && lost,
        taken.calledAt().orElseThrow());
  }

  @Override
  public boolean extend(Claim claim, Instant leaseUntil) {
    if (!newest(claim)) {
      return false;
    }
    outbox.lanes.put(key(claim), row(key(claim)).extended(leaseUntil));
    return true;
  }

  @Override
  public Optional<TaskState> settle(Claim claim, Settlement settlement, Instant now) {
    if (!newest(claim)) {
      return Optional.empty();
    }
    var task = outbox.tasks.get(claim.task()).orElseThrow();
    var next = task.state().open() ? settled(task, settlement) : corrected(task, settlement);
    outbox.tasks.put(claim.task(), next);
    var at =
        switch (settlement) {
          case Settlement.Again(var again, _, _, _) when next.state().open() -> again;
          case Settlement.Unknown(var again, _, _) when next.state().open() -> again;
          default -> now;
        };
    var heldBy =
        settlement instanceof Settlement.Again(_, _, _, var account)
            ? account
            : Optional.<ChannelAccountId>empty();
    outbox.lanes.put(key(claim), row(key(claim)).free(at, heldBy));
    return Optional.of(next.state());
  }

  private static TaskRow settled(TaskRow task, Settlement settlement) {
    return switch (settlement) {
      case Settlement.Done(var id) -> task.now(TaskState.DONE, 1, id, Optional.empty());
      case Settlement.Closed(var state, var error) -> task.now(state, 1, error);
      case Settlement.Again(_, var attempted, var error, _) ->
          task.now(TaskState.PENDING, attempted ? 1 : 0, error);
      case Settlement.Unknown(_, var attempted, var error) ->
          task.now(TaskState.AMBIGUOUS, attempted ? 1 : 0, error);
    };
  }

  private static TaskRow corrected(TaskRow task, Settlement settlement) {
    return settlement instanceof Settlement.Done(var id)
        ? task.now(task.state(), 0, id.or(task::externalId), task.error())
        : task;
  }

  @Override
  public void release(CompanyId company, ChannelAccountId account, Instant now) {
    for (var key : outbox.laneKeys()) {
      var lane = row(key);
      if (key.company().equals(company)
          && lane.heldBy().equals(Optional.of(account))
          && lane.leaseUntil().isEmpty()) {
        outbox.lanes.put(key, lane.free(now, Optional.empty()));
        outbox.wake(key.kind());
      }
    }
  }

  private boolean newest(Claim claim) {
    var lane = row(key(claim));
    return lane.token() == claim.token() && lane.leaseUntil().isPresent();
  }

  private LaneRow row(LaneKey key) {
    return outbox.lanes.get(key).orElseThrow();
  }

  private static LaneKey key(Claim claim) {
    return new LaneKey(claim.company(), claim.kind(), claim.lane());
  }

  /** Why the task stands where it stands, for tests that look. */
  public Optional<MessageError> error(long task) {
    return outbox.tasks.get(task).flatMap(TaskRow::error);
  }
}
