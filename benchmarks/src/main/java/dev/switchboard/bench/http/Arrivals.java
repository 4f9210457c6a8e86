package dev.switchboard.bench.http;

import java.time.Duration;

/**
 * When each request of a load is due.
 *
 * @param perSecond how many arrive a second, evenly spaced and whether the server keeps up or not;
 *     0 for a closed loop: as many at once as there are connections, each again as soon as it is
 *     answered
 */
public record Arrivals(double perSecond) {
  public static Arrivals closed() {
    return new Arrivals(0);
  }

  public static Arrivals everySecond(double requests) {
    if (requests <= 0) {
      throw new IllegalArgumentException("nothing arrives at " + requests + " a second");
    }
    return new Arrivals(requests);
  }

  public boolean open() {
    return perSecond > 0;
  }

  /**
   * When the n-th is due, in nanoseconds after the start; computed anew, so that nothing drifts.
   */
  public long due(long n) {
    return open() ? (long) (n * 1e9 / perSecond) : 0;
  }

  /** How many are due within that time. */
  public long within(Duration time) {
    return open() ? (long) Math.ceil(perSecond * time.toNanos() / 1e9) : Long.MAX_VALUE;
  }
}
