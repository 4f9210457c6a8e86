package dev.switchboard.bench.report;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One load, round by round.
 *
 * @param target a second, to reach
 * @param fault what was acknowledged and is missing
 */
public record Row(String name, double target, List<Round> rounds, Optional<String> fault) {
  /**
   * @param perSecond requests (or events) that were answered with success, a second
   * @param pgbench the same transactions by pgbench, a second; 0 where it was not asked
   * @param serverCpu seconds of the server's processor time for a thousand
   * @param databaseCpu the same of the database; 0 where it runs elsewhere
   * @param failed answers that were no success, and requests without an answer
   * @param others share of the machine that went to other processes, 0 to 1
   */
  public record Round(
      double perSecond,
      double p50Millis,
      double p99Millis,
      double pgbench,
      double serverCpu,
      double databaseCpu,
      long failed,
      double others,
      double stolen) {}

  /** The middle one of the rounds, each figure by itself. */
  public double median(ToDoubleFunction<Round> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Of what pgbench reached; 0 where it was not asked. */
  public double ratio() {
    var mark = median(Round::pgbench);
    return mark == 0 ? 0 : median(Round::perSecond) / mark;
  }
}
