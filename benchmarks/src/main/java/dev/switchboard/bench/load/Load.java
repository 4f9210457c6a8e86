package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One row of the table: something users do. */
public interface Load {
  /**
   * The same transactions as a script of pgbench's.
   *
   * @param name as readers see it
   * @param script the file's
   */
  record Mark(String name, String script) {}

  String name();

  /** Requests (or events) a second to reach. */
  double target();

  /** How many things one request carries. */
  default int events() {
    return 1;
  }

  /** Makes what it needs. Called once, before everything else. */
  default void prepare() {}

  Outcome run(Arrivals arrivals, Duration time);

  /**
   * Waits until all that was acknowledged is done.
   *
   * @return a fault, where something acknowledged is missing
   */
  default Optional<String> settle(Outcome outcome) {
    return Optional.empty();
  }

  /** What to compare with, the one to pass first. */
  List<Mark> marks();

  /** A script as pgbench takes it. */
  default String prepared(String script) {
    return script;
  }
}
