package dev.switchboard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final Map<Integer, Long> STATUSES = Map.of(200, 90L, 201, 10L, 429, 3L, 500, 2L);

  @Test
  void onlySuccessesCountForTheRate() {
    var outcome = outcome(0, Duration.ofSeconds(2));

    assertThat(outcome.perSecond()).isEqualTo(50);
    assertThat(outcome.failed()).isEqualTo(3 + 2 + 7);
  }

  @Test
  void whatIsNotDoneDoesNotCountForTheRate() {
    assertThat(outcome(20, Duration.ofSeconds(2)).perSecond()).isEqualTo(40);
    assertThat(outcome(200, Duration.ofSeconds(2)).perSecond()).isZero();
  }

  @Test
  void nothingInNoTimeIsNoRate() {
    assertThat(new Outcome(Map.of(), new Histogram(3), 0, 0, 0, 0).perSecond()).isZero();
  }

  @Test
  void theTimeRunsOnUntilNothingWaits() {
    var start = System.nanoTime() - Duration.ofSeconds(10).toNanos();
    var outcome = new Outcome(STATUSES, new Histogram(3), 0, 0, start, 1).untilNow(0);

    assertThat(outcome.nanos()).isGreaterThanOrEqualTo(Duration.ofSeconds(10).toNanos());
    assertThat(outcome.perSecond()).isBetween(1.0, 10.0);
  }

  @Test
  void percentilesAreInMilliseconds() {
    var latency = new Histogram(3);
    for (var i = 1; i <= 100; i++) {
      latency.recordValue(i * 1_000_000L);
    }
    var outcome = new Outcome(STATUSES, latency, 0, 0, 0, 1);

    assertThat(outcome.millis(50)).isBetween(49.9, 50.1);
    assertThat(outcome.millis(99)).isBetween(98.9, 99.1);
    assertThat(outcome.millis(100)).isBetween(99.9, 100.1);
  }

  private static Outcome outcome(long undone, Duration time) {
    return new Outcome(STATUSES, new Histogram(3), 7, undone, 0, time.toNanos());
  }
}
