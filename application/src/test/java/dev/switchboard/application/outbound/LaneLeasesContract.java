package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Of every {@link Lanes}: who may work on a lane, also where many want to. */
public interface LaneLeasesContract extends LanePorts {
  @Test
  default void aLeaseThatRanOutOnASendLeavesItsFateUnknown() {
    enqueue(LaneKind.SEND, 5, 1);
    claimed(NOW);

    assertThat(claim(LaneKind.SEND, NOW.plus(LEASE).minusMillis(1))).isEmpty();
    var takenOver = claimed(NOW.plus(LEASE));

    assertThat(takenOver.ambiguous()).isTrue();
    assertThat(takenOver.takenOver()).isTrue();
    assertThat(takenOver.attempts()).isEqualTo(1);
    assertThat(takenOver.calledAt()).isEqualTo(NOW);
  }

  @Test
  default void aLeaseThatRanOutOnAProfileIsSimplyDoneAgain() {
    enqueue(LaneKind.PROFILE, 5, 1);
    claim(LaneKind.PROFILE, NOW);

    var takenOver = claim(LaneKind.PROFILE, NOW.plus(LEASE)).orElseThrow();

    assertThat(takenOver.ambiguous()).isFalse();
    assertThat(takenOver.takenOver()).isFalse();
    assertThat(takenOver.attempts()).isEqualTo(1);
  }

  @Test
  default void whatTheCallerIsStillAtWorkOnIsNotGivenToItAgain() {
    enqueue(LaneKind.SEND, 5, 1);
    var claim = claimed(NOW);
    enqueue(LaneKind.SEND, 6, 2);
    enqueue(LaneKind.PROFILE, 5, 3);
    var later = NOW.plus(LEASE).plus(LEASE);

    assertThat(claimBeside(claim, LaneKind.SEND, later)).hasValueSatisfying(onLane(6));
    assertThat(claimBeside(claim, LaneKind.SEND, later)).isEmpty();
    assertThat(claimBeside(claim, LaneKind.PROFILE, later)).hasValueSatisfying(onLane(5));
    assertThat(claim(LaneKind.SEND, later)).as("another caller").hasValueSatisfying(onLane(5));
  }

  private Optional<Claim> claimBeside(Claim underWay, LaneKind kind, Instant now) {
    return unit(() -> lanes().claim(kind, now, now.plus(LEASE), Set.of(underWay)));
  }

  private static Consumer<Claim> onLane(long lane) {
    return claim -> assertThat(claim.lane()).isEqualTo(lane);
  }

  @Test
  default void theWokenOldWorkerIsRefusedAndChangesNothing() {
    enqueue(LaneKind.SEND, 5, 1);
    var old = claimed(NOW);
    var later = NOW.plus(LEASE);
    var current = claimed(later);

    assertThat(settle(old, LanePorts.done("m_old"), later)).isEmpty();
    assertThat(unit(() -> lanes().extend(old, later.plus(LEASE)))).isFalse();

    assertThat(claim(LaneKind.SEND, later.plusSeconds(1))).isEmpty();
    assertThat(settle(current, LanePorts.again(later, false), later)).contains(TaskState.PENDING);
  }

  @Test
  default void aClaimIsSettledOnce() {
    enqueue(LaneKind.SEND, 5, 1, 2);
    var claim = claimed(NOW);
    settle(claim, LanePorts.done("m_1"), NOW);

    assertThat(settle(claim, LanePorts.again(NOW, true), NOW)).isEmpty();

    assertThat(claimed(NOW).task()).isEqualTo(2);
  }

  @Test
  default void anExtendedLeaseLastsLonger() {
    enqueue(LaneKind.SEND, 5, 1);
    var claim = claimed(NOW);

    assertThat(unit(() -> lanes().extend(claim, NOW.plus(LEASE).plus(LEASE)))).isTrue();

    assertThat(claim(LaneKind.SEND, NOW.plus(LEASE))).isEmpty();
    assertThat(claim(LaneKind.SEND, NOW.plus(LEASE).plus(LEASE))).isPresent();
  }

  /** How many pieces of work the race below is about. */
  default int raceTasks() {
    return 2_000;
  }

  @Test
  default void eightWorkersDoEverythingOnceAndEachLaneInOrder() throws Exception {
    var count = raceTasks();
    for (long from = 1; from <= count; from += 100) {
      var ids = LongStream.range(from, from + 100).toArray();
      for (long lane = 0; lane < 50; lane++) {
        var of = lane;
        enqueue(LaneKind.SEND, lane, Arrays.stream(ids).filter(id -> id % 50 == of).toArray());
      }
    }
    var done = new ConcurrentHashMap<Long, List<Long>>();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = workers.invokeAll(Collections.nCopies(8, race(done)));
      for (var one : running) {
        one.get();
      }
    }

    assertThat(done.values().stream().mapToInt(List::size).sum()).isEqualTo(count);
    assertThat(done).allSatisfy((_, ids) -> assertThat(ids).doesNotHaveDuplicates().isSorted());
  }

  private Callable<Void> race(Map<Long, List<Long>> done) {
    return () -> {
      for (int idle = 0; idle < 20; ) {
        var claim = claim(LaneKind.SEND, NOW);
        if (claim.isEmpty()) {
          idle++;
          Thread.onSpinWait();
          continue;
        }
        idle = 0;
        done.computeIfAbsent(
                claim.get().lane(), _ -> Collections.synchronizedList(new ArrayList<>()))
            .add(claim.get().task());
        assertThat(settle(claim.get(), LanePorts.done("m_" + claim.get().task()), NOW)).isPresent();
      }
      return null;
    };
  }

  @Test
  default void aCrowdOfWorkersGetsOneLeaseOfALane() throws Exception {
    enqueue(LaneKind.SEND, 5, 1);

    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Optional<Claim>> one = () -> claim(LaneKind.SEND, NOW);
      var claims = new ArrayList<Claim>();
      for (var result : workers.invokeAll(IntStream.range(0, 8).mapToObj(_ -> one).toList())) {
        result.get().ifPresent(claims::add);
      }
      assertThat(claims).hasSize(1);
    }
  }
}
