package dev.switchboard.web.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How many frames one client may send: a burst, then a steady rate. For one connection. */
final class FloodGate {
  static final int BURST = 120;
  private static final double PER_SECOND = 20;

  private final Clock clock;
  private double left = BURST;
  private Instant last;

  FloodGate(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  synchronized boolean admits() {
    var now = clock.instant();
    var passed = Math.max(0, Duration.between(last, now).toNanos() / 1e9);
    left = Math.min(BURST, left + passed * PER_SECOND);
    last = now;
    left -= 1;
    return left >= 0;
  }
}
