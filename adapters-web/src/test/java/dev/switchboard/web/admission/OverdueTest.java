package dev.switchboard.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More than 500 ms is old, and may be so for five seconds. */
class OverdueTest {
  private static final Duration OLD = Overdue.OLD;
  private static final Duration TOO_LONG = Overdue.TOO_LONG;

  private final Overdue overdue = new Overdue(OLD, TOO_LONG);
  private final Overdue busy = Overdue.until(Duration.ofMillis(100), OLD, TOO_LONG);
  private long now = Long.MAX_VALUE - 1_000_000; // about to wrap around

  @Test
  void whatIsOldForAMomentIsNoOverload() {
    old(overdue, Duration.ofMillis(4_900));
    assertThat(overdue.lasts(now)).isFalse();

    judge(overdue, 500);
    old(overdue, Duration.ofMillis(4_900));

    assertThat(overdue.lasts(now)).isFalse();
  }

  @Test
  void whatIsOldForAWhileLastsUntilNobodyWaits() {
    old(overdue, TOO_LONG);
    assertThat(overdue.lasts(now)).isTrue();
    judge(overdue, 400);
    judge(overdue, 0);
    assertThat(overdue.lasts(now)).isTrue();

    overdue.judge(Overdue.NOBODY, now);

    assertThat(overdue.lasts(now)).isFalse();
    old(overdue, Duration.ofMillis(4_900));
    assertThat(overdue.lasts(now)).isFalse();
  }

  @Test
  void whereSomebodyAlwaysWaitsItLastsUntilTheyWaitAMoment() {
    old(busy, TOO_LONG);
    judge(busy, 101);
    assertThat(busy.lasts(now)).isTrue();

    judge(busy, 100);

    assertThat(busy.lasts(now)).isFalse();
  }

  @Test
  void aQueueThatNobodyJudgedIsNoOverload() {
    assertThat(overdue.lasts(now)).isFalse();
  }

  /** Judged from now on, every tenth of a second, to the end of {@code time}. */
  private void old(Overdue queue, Duration time) {
    judge(queue, 501);
    for (long passed = 0; passed < time.toMillis(); passed += 100) {
      now += Duration.ofMillis(100).toNanos();
      judge(queue, 501);
    }
  }

  private void judge(Overdue queue, long millis) {
    queue.judge(Duration.ofMillis(millis).toNanos(), now);
  }
}
