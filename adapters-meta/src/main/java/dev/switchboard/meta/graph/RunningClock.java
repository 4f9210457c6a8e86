package dev.switchboard.meta.graph;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Begins with the time of day and goes on by itself, whatever the time of day is set to: what is
 * over in fifteen seconds is not over in an hour because a clock was set back. Not to be compared
 * with what others wrote down. Thread-safe.
 */
public final class RunningClock extends Clock {
  private final Instant begin;
  private final long nanos = System.nanoTime();

  public RunningClock(Clock ofDay) {
    begin = ofDay.instant();
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(System.nanoTime() - nanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Instants have no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
