package dev.switchboard.application.idempotency;

import java.time.Clock;

/** Regular work: answers that have expired are deleted, of all companies. */
public final class ForgetAnswers {
  private static final int AT_ONCE = 1_000;

  private final IdempotencyKeys keys;
  private final Clock clock;

  public ForgetAnswers(IdempotencyKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  public void handle() {
    while (keys.forget(clock.instant(), AT_ONCE) == AT_ONCE) {
      // the next thousand, in a statement of their own, so that none runs long
    }
  }
}
