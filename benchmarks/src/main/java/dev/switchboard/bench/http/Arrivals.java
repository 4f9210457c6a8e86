package dev.switchboard.bench.http;

import java.util.concurrent.TimeUnit;

/** When the n-th request of a load is due, in nanoseconds after its start. */
@FunctionalInterface
public interface Arrivals {
  long due(long n);

  /** Always due: as many at once as there are connections, each again as soon as it is answered. */
  static Arrivals closed() {
    return _ -> 0;
  }

  /** Evenly spaced, whether the server keeps up or not. */
  static Arrivals everySecond(int requests) {
    var gap = TimeUnit.SECONDS.toNanos(1) / requests;
    return n -> n * gap;
  }
}
