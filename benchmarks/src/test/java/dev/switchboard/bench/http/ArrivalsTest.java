package dev.switchboard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  @Test
  void everythingOfAClosedLoopIsDueAtOnceAndWithoutEnd() {
    var closed = Arrivals.closed();

    assertThat(closed.due(1_000_000)).isZero();
    assertThat(closed.within(Duration.ofSeconds(1))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aScheduleIsEvenAndDoesNotDrift() {
    var arrivals = Arrivals.everySecond(3);

    assertThat(arrivals.due(0)).isZero();
    assertThat(arrivals.due(1)).isEqualTo(333_333_333);
    assertThat(arrivals.due(3)).isEqualTo(1_000_000_000);
    assertThat(arrivals.due(3_000_000)).isEqualTo(1_000_000_000_000_000L);
  }

  @Test
  void whatIsDueWithinATimeIsWhatIsDueBeforeItsEnd() {
    var arrivals = Arrivals.everySecond(200);
    var count = arrivals.within(Duration.ofSeconds(10));

    assertThat(count).isEqualTo(2_000);
    assertThat(arrivals.due(count - 1)).isLessThan(Duration.ofSeconds(10).toNanos());
    assertThat(arrivals.due(count)).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void aScheduleMayBeSlowerThanOneASecond() {
    assertThat(Arrivals.everySecond(0.5).due(1)).isEqualTo(2_000_000_000L);
  }

  @Test
  void nothingArrivesAtNoneASecond() {
    assertThatIllegalArgumentException().isThrownBy(() -> Arrivals.everySecond(0));
  }
}
