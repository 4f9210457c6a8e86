package dev.switchboard.bench.http;

import java.time.Duration;
import java.util.function.LongFunction;

/** A load in parts, for a server that accepts far more than it gets done. */
public final class Bursts {
  private Bursts() {}

  /**
   * Until the time is over, or a part was not done in time.
   *
   * @param burst sends a part and waits until it is done; is told how many were sent before
   */
  public static Outcome run(Duration time, LongFunction<Outcome> burst) {
    var all = burst.apply(0);
    while (all.undone() == 0 && all.nanos() < time.toNanos()) {
      all = all.then(burst.apply(all.answered() + all.unanswered()));
    }
    return all;
  }
}
