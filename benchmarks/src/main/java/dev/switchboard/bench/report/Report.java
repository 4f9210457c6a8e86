package dev.switchboard.bench.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run measured.
 *
 * @param machine processors, Java and PostgreSQL
 */
public record Report(Instant at, String machine, List<Row> rows, List<Figure> figures) {
  private static final double TOO_MUCH = 0.05;

  /**
   * A single figure beside the loads.
   *
   * @param rounds each time it was measured
   * @param target to stay within, or to reach; NaN where there is none
   * @param atMost whether less is better
   */
  public record Figure(
      String name, List<Double> rounds, String unit, double target, boolean atMost) {
    public static Figure atMost(String name, List<Double> rounds, String unit, double target) {
      return new Figure(name, rounds, unit, target, true);
    }

    /** One that nothing is asked of. */
    public static Figure plain(String name, double value, String unit) {
      return new Figure(name, List.of(value), unit, Double.NaN, true);
    }

    /** The middle one. */
    public double value() {
      return Median.of(rounds.stream().mapToDouble(Double::doubleValue));
    }

    /** Whether it is as it should be. */
    public boolean reached() {
      return Double.isNaN(target) || (atMost ? value() <= target : value() >= target);
    }
  }

  /** What a reader has to know before believing the figures. */
  public List<String> warnings() {
    return rows.stream()
        .flatMap(
            row ->
                Stream.of(
                        share(row, "other programs had", row.median(Row.Round::others)),
                        share(row, "the hypervisor kept", row.median(Row.Round::stolen)))
                    .flatMap(List::stream))
        .toList();
  }

  private static List<String> share(Row row, String who, double share) {
    return share > TOO_MUCH
        ? List.of(
            "too noisy: %s %.0f %% of the machine during \"%s\"; compare ratios only, or run again"
                .formatted(who, share * 100, row.name()))
        : List.of();
  }
}
