package dev.switchboard.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000); // about to wrap around
  private final AtomicReference<Duration> age = new AtomicReference<>(Duration.ZERO);
  private final Backlog backlog = new Backlog(age::get, now::get);

  @Test
  void postsThatShareTheirCommitsPushNobodyAside() {
    assertThat(pressedAfter(200, 60)).isEmpty();
  }

  @Test
  void oneSpikePushesNobodyAside() {
    for (var spike = 0; spike < 20; spike++) {
      assertThat(pressedAfter(3_000, 9)).isEmpty();
      assertThat(pressedAfter(5, 1)).isEmpty();
    }
  }

  @Test
  void postsThatWaitForAWhilePushReportsAsideThenListsAndInTheEndAll() {
    assertThat(pressedAfter(251, 10)).containsExactly(Work.REPORT);
    assertThat(pressedAfter(501, 10)).containsExactly(Work.LIST, Work.REPORT);
    assertThat(pressedAfter(501, 39)).containsExactly(Work.LIST, Work.REPORT);

    assertThat(pressedAfter(501, 1)).containsExactly(Work.WRITE, Work.LIST, Work.REPORT);
  }

  @Test
  void itIsOverWhereTheyWaitHalfAsLong() {
    pressedAfter(600, 50);

    assertThat(pressedAfter(251, 1)).containsExactly(Work.WRITE, Work.LIST, Work.REPORT);
    assertThat(pressedAfter(250, 1)).containsExactly(Work.REPORT);
    assertThat(pressedAfter(125, 1)).isEmpty();
  }

  @Test
  void twoSpikesThatNobodyLookedBetweenAreNotOneOverload() {
    age.set(Duration.ofSeconds(1));
    for (var look = 0; look < 20; look++) {
      assertThat(pressed()).isEmpty();
      pass(Duration.ofMillis(1_001));
    }
  }

  /** Looked at every tenth of a second. */
  private List<Work> pressedAfter(long millis, int tenths) {
    age.set(Duration.ofMillis(millis));
    pressed();
    for (var i = 0; i < tenths; i++) {
      pass(Duration.ofMillis(100));
      pressed();
    }
    return pressed();
  }

  private List<Work> pressed() {
    return Stream.of(Work.WRITE, Work.LIST, Work.REPORT).filter(backlog::presses).toList();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
