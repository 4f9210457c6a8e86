package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Lanes} must do. Each test has storage of its own. */
public interface LanesContract {
  Instant NOW = Instant.parse("2026-11-20T12:00:00.123456Z");
  Duration LEASE = Duration.ofSeconds(60);
  MessageError WHY = new MessageError("temporary", "Try later.");
  ChannelAccountId ACCOUNT = new ChannelAccountId(77);

  Transactions transactions();

  Outbox outbox();

  Lanes lanes();

  /** A company that exists. */
  CompanyId company();

  default void enqueue(LaneKind kind, long lane, long... ids) {
    transactions()
        .inTransaction(
            () ->
                outbox()
                    .enqueue(
                        Arrays.stream(ids)
                            .mapToObj(
                                id ->
                                    new Outbox.Task(
                                        company(), kind, lane, id, id + 100, 0, "payload", NOW))
                            .toList()));
  }

  default Optional<Claim> claim(LaneKind kind, Instant now) {
    return unit(() -> lanes().claim(kind, now, now.plus(LEASE)));
  }

  default Claim claimed(Instant now) {
    return claim(LaneKind.SEND, now).orElseThrow();
  }

  default Optional<TaskState> settle(Claim claim, Settlement settlement, Instant now) {
    return unit(() -> lanes().settle(claim, settlement, now));
  }

  default <T> T unit(Supplier<T> work) {
    return transactions().inTransaction(work);
  }

  private static Settlement done(String mid) {
    return new Settlement.Done(Optional.of(mid));
  }

  private static Settlement again(Instant at, boolean attempted) {
    return new Settlement.Again(at, attempted, WHY, Optional.empty());
  }

  @Test
  default void givesOutTheHeadOfALaneAndNothingElseOfIt() {
    enqueue(LaneKind.SEND, 5, 1, 2);

    var claim = claimed(NOW);

    assertThat(claim)
        .isEqualTo(
            new Claim(
                company(), LaneKind.SEND, 5, claim.token(), 1, 101, 0, "payload", 0, false, NOW));
    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();
  }

  @Test
  default void givesOutNothingOfAnotherKind() {
    enqueue(LaneKind.PROFILE, 5, 1);

    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();
    assertThat(claim(LaneKind.PROFILE, NOW)).isPresent();
  }

  @Test
  default void givesOutNothingBeforeItIsDue() {
    enqueue(LaneKind.SEND, 5, 1);

    assertThat(claim(LaneKind.SEND, NOW.minusMillis(1))).isEmpty();
  }

  @Test
  default void theLaneThatHasBeenDueLongestGoesFirst() {
    enqueue(LaneKind.SEND, 5, 1);
    enqueue(LaneKind.SEND, 6, 2);
    settle(claimed(NOW), again(NOW.plusSeconds(9), true), NOW);
    settle(claimed(NOW), again(NOW.plusSeconds(3), true), NOW);

    assertThat(claimed(NOW.plusSeconds(10)).lane()).isEqualTo(6);
  }

  @Test
  default void aSettledTaskMakesRoomForTheNext() {
    enqueue(LaneKind.SEND, 5, 1, 2);

    assertThat(settle(claimed(NOW), done("m_1"), NOW)).contains(TaskState.DONE);
    var second = claimed(NOW);
    assertThat(second.task()).isEqualTo(2);
    settle(second, done("m_2"), NOW);

    assertThat(claim(LaneKind.SEND, NOW.plus(LEASE))).isEmpty();
  }

  @Test
  default void aClosedTaskMakesRoomForTheNext() {
    enqueue(LaneKind.SEND, 5, 1, 2);

    assertThat(settle(claimed(NOW), new Settlement.Closed(TaskState.DEAD, WHY), NOW))
        .contains(TaskState.DEAD);

    assertThat(claimed(NOW).task()).isEqualTo(2);
  }

  @Test
  default void aFailingHeadBlocksItsOwnLaneOnly() {
    enqueue(LaneKind.SEND, 5, 1, 2);
    enqueue(LaneKind.SEND, 6, 3);
    var head = claimed(NOW);
    settle(head, again(NOW.plusSeconds(30), true), NOW);

    var other = claimed(NOW);
    settle(other, done("m_3"), NOW);

    assertThat(other.lane()).isEqualTo(6);
    assertThat(claim(LaneKind.SEND, NOW.plusSeconds(29))).isEmpty();
    var retried = claimed(NOW.plusSeconds(30));
    assertThat(retried.task()).isEqualTo(1);
    assertThat(retried.attempts()).isEqualTo(1);
    assertThat(retried.calledAt()).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  default void waitingUsesNoAttempt() {
    enqueue(LaneKind.SEND, 5, 1);
    settle(claimed(NOW), again(NOW, false), NOW);

    assertThat(claimed(NOW).attempts()).isZero();
  }

  @Test
  default void newWorkDoesNotHurryALaneThatWaits() {
    enqueue(LaneKind.SEND, 5, 1);
    settle(claimed(NOW), again(NOW.plusSeconds(30), true), NOW);

    enqueue(LaneKind.SEND, 5, 2);

    assertThat(claim(LaneKind.SEND, NOW.plusSeconds(29))).isEmpty();
  }

  @Test
  default void newWorkWhileTheLastIsUnderWayComesAfterIt() {
    enqueue(LaneKind.SEND, 5, 1);
    var claim = claimed(NOW);
    enqueue(LaneKind.SEND, 5, 2);

    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();
    settle(claim, done("m_1"), NOW);

    assertThat(claimed(NOW).task()).isEqualTo(2);
  }

  @Test
  default void whatIsUnknownStaysToBeFoundOut() {
    enqueue(LaneKind.SEND, 5, 1, 2);
    settle(claimed(NOW), new Settlement.Unknown(NOW.plusSeconds(45), true, WHY), NOW);

    var look = claimed(NOW.plusSeconds(45));

    assertThat(look.task()).isEqualTo(1);
    assertThat(look.ambiguous()).isTrue();
    assertThat(look.attempts()).isEqualTo(1);
    assertThat(look.calledAt()).isEqualTo(NOW);
  }

  @Test
  default void aLeaseThatRanOutOnASendLeavesItsFateUnknown() {
    enqueue(LaneKind.SEND, 5, 1);
    claimed(NOW);

    assertThat(claim(LaneKind.SEND, NOW.plus(LEASE).minusMillis(1))).isEmpty();
    var takenOver = claimed(NOW.plus(LEASE));

    assertThat(takenOver.ambiguous()).isTrue();
    assertThat(takenOver.attempts()).isEqualTo(1);
    assertThat(takenOver.calledAt()).isEqualTo(NOW);
  }

  @Test
  default void aLeaseThatRanOutOnAProfileIsSimplyDoneAgain() {
    enqueue(LaneKind.PROFILE, 5, 1);
    claim(LaneKind.PROFILE, NOW);

    var takenOver = claim(LaneKind.PROFILE, NOW.plus(LEASE)).orElseThrow();

    assertThat(takenOver.ambiguous()).isFalse();
    assertThat(takenOver.attempts()).isEqualTo(1);
  }

  @Test
  default void theWokenOldWorkerIsRefusedAndChangesNothing() {
    enqueue(LaneKind.SEND, 5, 1);
    var old = claimed(NOW);
    var later = NOW.plus(LEASE);
    var current = claimed(later);

    assertThat(settle(old, done("m_old"), later)).isEmpty();
    assertThat(unit(() -> lanes().extend(old, later.plus(LEASE)))).isFalse();

    assertThat(claim(LaneKind.SEND, later.plusSeconds(1))).isEmpty();
    assertThat(settle(current, again(later, false), later)).contains(TaskState.PENDING);
  }

  @Test
  default void aClaimIsSettledOnce() {
    enqueue(LaneKind.SEND, 5, 1, 2);
    var claim = claimed(NOW);
    settle(claim, done("m_1"), NOW);

    assertThat(settle(claim, again(NOW, true), NOW)).isEmpty();

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

  @Test
  default void whatWaitsForAnAccountIsReleasedWithIt() {
    enqueue(LaneKind.SEND, 5, 1);
    enqueue(LaneKind.SEND, 6, 2);
    var far = NOW.plusSeconds(3_600);
    settle(claimed(NOW), new Settlement.Again(far, false, WHY, Optional.of(ACCOUNT)), NOW);
    settle(claimed(NOW), again(far, false), NOW);
    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();

    transactions().inTransaction(() -> lanes().release(company(), ACCOUNT, NOW));

    assertThat(claimed(NOW).lane()).isEqualTo(5);
    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();
  }

  @Test
  default void whatWasRolledBackIsNotSettled() {
    enqueue(LaneKind.SEND, 5, 1);
    var claim = claimed(NOW);

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          lanes().settle(claim, done("m_1"), NOW);
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(settle(claim, done("m_1"), NOW)).contains(TaskState.DONE);
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
        assertThat(settle(claim.get(), done("m_" + claim.get().task()), NOW)).isPresent();
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
