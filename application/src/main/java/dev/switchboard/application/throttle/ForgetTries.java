package dev.switchboard.application.throttle;

import java.time.Clock;

/** Regular work: buckets that are empty again, and places not seen for long, are deleted. */
public final class ForgetTries {
  private static final int AT_ONCE = 1_000;

  private final Throttle throttle;
  private final Clock clock;

  public ForgetTries(Throttle throttle, Clock clock) {
    this.throttle = throttle;
    this.clock = clock;
  }

  public void handle() {
    while (throttle.forget(clock.instant(), AT_ONCE) >= AT_ONCE) {
      // the next thousand, in a statement of their own, so that none runs long
    }
  }
}
