package dev.switchboard.chaos.family;

import java.time.Duration;
import java.util.Map;

/** Faults of one kind. */
public interface Family {
  String name();

  /** In a line, for the usage text and the report. */
  String about();

  /** How many nodes of the product it plays with. */
  default int nodes() {
    return 2;
  }

  /** Of the product, above those of every run. */
  default Map<String, String> settings() {
    return Map.of();
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
}
