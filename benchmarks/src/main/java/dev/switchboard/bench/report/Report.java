package dev.switchboard.bench.report;

import java.time.Instant;
import java.util.List;

/**
 * What a run measured.
 *
 * @param machine processors, memory, Java and PostgreSQL
 */
public record Report(Instant at, String machine, List<Row> rows, List<Figure> figures) {
  /**
   * A single figure beside the loads.
   *
   * @param target to stay within, or to reach; NaN where there is none
   * @param atMost whether less is better
   */
  public record Figure(String name, double value, String unit, double target, boolean atMost) {
    /** Whether it is as it should be. */
    public boolean reached() {
      return Double.isNaN(target) || (atMost ? value <= target : value >= target);
    }
  }
}
