package dev.switchboard.web.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Three ranks on a clock of the test's own: two places, one of them for the middle and worst. */
class GateTest {
  private static final int BEST = 0;
  private static final int MIDDLE = 1;
  private static final int WORST = 2;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000); // about to wrap around
  private final Gate gate =
      new Gate(
          new Gate.Limits(
              List.of(2, 1, 1),
              4,
              Duration.ofSeconds(2),
              Duration.ofMillis(100),
              Duration.ofMillis(500),
              Duration.ofSeconds(5)),
          now::get);

  @Test
  void placesAreTakenUntilTheyAreGone() {
    assertThat(gate.ask(BEST).in()).isTrue();
    assertThat(gate.ask(BEST).in()).isTrue();
    assertThat(gate.ask(BEST).waits()).isTrue();
    assertThat(gate.waiting()).isEqualTo(1);
  }

  @Test
  void aWorseRankLeavesPlacesToABetterOne() {
    assertThat(gate.ask(MIDDLE).in()).isTrue();
    assertThat(gate.ask(MIDDLE).waits()).isTrue();
    assertThat(gate.ask(BEST).in()).isTrue();
  }

  @Test
  void theBestRankIsNextAndWithinARankTheFirst() {
    var inside = List.of(gate.ask(BEST), gate.ask(BEST));
    var worst = gate.ask(WORST);
    var second = gate.ask(BEST);
    var third = gate.ask(BEST);

    gate.leave(inside.get(0));
    assertThat(second.in()).isTrue();
    assertThat(third.waits()).isTrue();
    gate.leave(inside.get(1));
    assertThat(third.in()).isTrue();
    assertThat(worst.waits()).isTrue();
    gate.leave(second);
    assertThat(worst.in()).isTrue();
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    var turn = gate.ask(BEST);
    gate.ask(BEST);

    gate.leave(turn);
    gate.leave(turn);

    assertThat(gate.ask(BEST).in()).isTrue();
    assertThat(gate.ask(BEST).in()).isFalse();
  }

  @Test
  void aFullQueueGivesUpItsWorstForABetterAndRefusesTheRest() {
    fill();
    var worst = List.of(gate.ask(WORST), gate.ask(WORST));
    gate.ask(MIDDLE);
    gate.ask(MIDDLE);

    assertThat(gate.ask(BEST).waits()).isTrue();
    assertThat(worst.get(0).waits()).isTrue();
    assertThat(worst.get(1).waits()).as("the last of the worst").isFalse();
    assertThat(gate.ask(WORST).waits()).isFalse();
    assertThat(gate.waiting()).isEqualTo(4);
  }

  @Test
  void whoGaveUpIsNotLetInAndTakesNoPlace() {
    var inside = fill();
    var impatient = gate.ask(BEST);
    var next = gate.ask(BEST);

    gate.giveUp(impatient);
    gate.leave(inside.getFirst());

    assertThat(impatient.in()).isFalse();
    assertThat(next.in()).isTrue();
    assertThat(gate.waiting()).isZero();
  }

  @Test
  void whoHasWaitedTooLongIsPassedOver() {
    var inside = fill();
    var late = gate.ask(BEST);
    pass(Duration.ofMillis(1_900));
    var inTime = gate.ask(BEST);
    pass(Duration.ofMillis(200));

    gate.leave(inside.getFirst());

    assertThat(late.in()).isFalse();
    assertThat(inTime.in()).isTrue();
  }

  @Test
  void aLongQueueThatMovesIsNoOverload() {
    var inside = fill();
    for (var i = 0; i < 20; i++) {
      var turn = gate.ask(BEST);
      pass(Duration.ofMillis(400));
      gate.leave(inside.getFirst());
      assertThat(turn.in()).isTrue();
      inside = List.of(turn);
    }

    assertThat(gate.refuses(WORST)).isFalse();
  }

  @Test
  void anOldQueueRefusesWorseRanksAtOnceAndLetsItsOwnWaitAMoment() {
    var inside = fill();
    beOld(Duration.ofMillis(4_900));
    assertThat(gate.refuses(MIDDLE)).isFalse();
    beOld(Duration.ofMillis(200));

    assertThat(gate.refuses(MIDDLE)).isTrue();
    assertThat(gate.ask(WORST).waits()).isFalse();
    assertThat(gate.ask(BEST).waits()).as("behind somebody who has waited long").isFalse();
    gate.leave(inside.getFirst());
    assertThat(gate.ask(BEST).in()).as("the old ones were passed over").isTrue();
  }

  @Test
  void anEmptyQueueEndsTheOverload() {
    var inside = fill();
    beOld(Duration.ofSeconds(6));
    assertThat(gate.refuses(MIDDLE)).isTrue();

    gate.leave(inside.getFirst());

    assertThat(gate.waiting()).isZero();
    assertThat(gate.refuses(MIDDLE)).isFalse();
    assertThat(gate.ask(MIDDLE).in()).isTrue();
  }

  @Test
  void aWorseRankThatWaitsLongRefusesNobodyElse() {
    gate.ask(WORST);
    for (var i = 0; i < 60; i++) {
      gate.ask(WORST);
      pass(Duration.ofMillis(100));
    }

    assertThat(gate.refuses(BEST)).isFalse();
    assertThat(gate.refuses(MIDDLE)).isFalse();
    assertThat(gate.ask(BEST).in()).isTrue();
  }

  @Test
  void whoWaitsForAPlaceGetsTheOneThatIsGivenBack() throws Exception {
    var real = real(Duration.ofMinutes(1));
    var inside = real.enter(0);
    var waiter = new java.util.concurrent.CompletableFuture<Turn>();
    Thread.startVirtualThread(() -> waiter.complete(real.enter(0)));
    org.awaitility.Awaitility.await().until(() -> real.waiting() == 1);

    real.leave(inside);

    assertThat(waiter.get(20, TimeUnit.SECONDS).in()).isTrue();
  }

  @Test
  void nobodyWaitsLongerThanTheirPatience() {
    var real = real(Duration.ofMillis(50));
    real.enter(0);

    assertThatThrownBy(() -> real.enter(0)).isInstanceOf(TurnedAway.class);
    assertThat(real.waiting()).isZero();
  }

  private static Gate real(Duration patience) {
    var second = Duration.ofSeconds(1);
    return new Gate(
        new Gate.Limits(List.of(1), 4, patience, second, second, second), System::nanoTime);
  }

  private List<Turn> fill() {
    return List.of(gate.ask(BEST), gate.ask(BEST));
  }

  /** Somebody waits at every moment, the first of them always too long; nobody is let in. */
  private void beOld(Duration time) {
    for (var passed = 0; passed < time.toMillis(); passed += 100) {
      if (gate.waiting() == 0) {
        gate.ask(BEST);
        pass(Duration.ofMillis(501));
      }
      gate.refuses(BEST);
      pass(Duration.ofMillis(100));
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
