package dev.switchboard.bootstrap.operations;

import dev.switchboard.web.operations.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether this node takes work: ready once everything runs, until the stop begins. Thread-safe. */
public final class Drain implements Readiness {
  private final BooleanSupplier databaseAnswers;
  private final BooleanSupplier processorAlive;
  private final Supplier<List<String>> degraded;
  private volatile boolean draining;

  /** The database counts as migrated, for without that there is no start. */
  public Drain(
      BooleanSupplier databaseAnswers,
      BooleanSupplier processorAlive,
      Supplier<List<String>> degraded) {
    this.databaseAnswers = databaseAnswers;
    this.processorAlive = processorAlive;
    this.degraded = degraded;
  }

  public void begin() {
    draining = true;
  }

  @Override
  public List<String> obstacles() {
    if (draining) {
      return List.of("draining");
    }
    var obstacles = new ArrayList<String>();
    if (!databaseAnswers.getAsBoolean()) {
      obstacles.add("database");
    }
    if (!processorAlive.getAsBoolean()) {
      obstacles.add("processor");
    }
    return obstacles;
  }

  @Override
  public List<String> degraded() {
    return degraded.get();
  }
}
