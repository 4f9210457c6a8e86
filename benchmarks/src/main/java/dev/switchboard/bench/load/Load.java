package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Outcome;
import java.time.Duration;
import java.util.Optional;

/** One row of the table: something users do, as fast as it goes. */
public interface Load {
  String name();

  /** Requests (or events) a second to reach. */
  double target();

  /** How many things one request carries. */
  default int events() {
    return 1;
  }

  Outcome run(Duration time);

  /**
   * Waits until all that was acknowledged is done.
   *
   * @return a fault, where something acknowledged is missing
   */
  default Optional<String> settle(Outcome outcome) {
    return Optional.empty();
  }

  /** The same transactions as a script of pgbench's, by name; the mark to pass. */
  String script();

  /** The script as pgbench takes it. */
  default String prepared(String script) {
    return script;
  }
}
