package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.outbound.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunningClockTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void goesOnWhateverTheTimeOfDayIsSetTo() {
    var ofDay = new SettableClock(NOON);
    var running = new RunningClock(ofDay);

    ofDay.pass(Duration.ofHours(-1));
    var then = running.instant();

    assertThat(then).isBetween(NOON, NOON.plus(Duration.ofMinutes(1)));
    await().until(() -> running.instant().isAfter(then));
  }
}
