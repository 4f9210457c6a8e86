package dev.switchboard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private final List<Long> before = new ArrayList<>();

  @Test
  void partsFollowUntilTheTimeIsOverAndTheirPausesCount() {
    var all = Bursts.run(Duration.ofSeconds(3), from -> burst(from, 0));

    assertThat(before).containsExactly(0L, 11L, 22L);
    assertThat(all.statuses()).isEqualTo(Map.of(200, 24L, 503, 6L));
    assertThat(all.unanswered()).isEqualTo(3);
    assertThat(all.latency().getTotalCount()).isEqualTo(3);
    assertThat(all.perSecond()).as("24 in 3.5 seconds").isEqualTo(24 / 3.5);
  }

  @Test
  void whatIsNotDoneInTimeEndsIt() {
    var all = Bursts.run(Duration.ofSeconds(3), from -> burst(from, from == 0 ? 0 : 5));

    assertThat(before).hasSize(2);
    assertThat(all.undone()).isEqualTo(5);
  }

  /** Takes a second; the next begins a quarter of one after its end. */
  private Outcome burst(long from, long undone) {
    var started = before.size() * SECOND * 5 / 4;
    before.add(from);
    var latency = new Histogram(3);
    latency.recordValue(1_000);
    return new Outcome(Map.of(200, 8L, 503, 2L), latency, 1, undone, started, SECOND);
  }
}
