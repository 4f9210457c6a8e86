package dev.switchboard.chaos.family;

import java.time.Duration;
import java.util.Map;

/** Faults of one kind. */
public interface Family extends AutoCloseable {
  String name();

  /** In a line, for the usage text and the report. */
  String about();

  /** How many nodes of the product it plays with. */
  default int nodes() {
    return 2;
  }

  /** Starts what the product needs besides, and says how it finds it: settings of the product. */
  default Map<String, String> prepare() {
    return Map.of();
  }

  /** How much longer than else everybody rests between two things: 1 is the full load. */
  default int slowness() {
    return 1;
  }

  /** How long its work may take to come to rest afterwards. */
  default Duration settling() {
    return Duration.ofMinutes(3);
  }

  /** Why it cannot be run here; empty if it can. */
  default String missing() {
    return "";
  }

  void run(Drill drill) throws InterruptedException;

  /** Ends what {@link #prepare} started. */
  @Override
  default void close() {}
}
