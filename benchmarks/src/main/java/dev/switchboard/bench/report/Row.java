package dev.switchboard.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One load, round by round.
 *
 * @param target a second, to reach
 * @param fault what was acknowledged and is missing, or was not done in time
 */
public record Row(String name, double target, List<Round> rounds, Optional<String> fault) {
  /**
   * One turn of each: the load as fast as it goes, pgbench, the load on a schedule. Latencies are
   * those of the schedule, counted from when a request was due.
   *
   * @param perSecond requests (or events) that were done, a second, as fast as it goes
   * @param marks the same transactions by pgbench, a second, by name
   * @param openRate requests (or events) a second of the schedule
   * @param closedP50Millis as fast as it goes, from the sending
   * @param serverCpu seconds of the server's processor time for a thousand requests (or events)
   * @param databaseCpu the same of the database; 0 where it runs elsewhere
   * @param clientCpu the same of the sender of the load, which has its share of the machine
   * @param failed answers that were no success, and requests without an answer
   * @param others share of the machine that went to other processes, 0 to 1
   * @param stolen share that the hypervisor kept, 0 to 1
   */
  public record Round(
      double perSecond,
      Map<String, Double> marks,
      double openRate,
      double p50Millis,
      double p99Millis,
      double mostMillis,
      double closedP50Millis,
      double closedP99Millis,
      double serverCpu,
      double databaseCpu,
      double clientCpu,
      long failed,
      double others,
      double stolen) {}

  /** The middle one of the rounds, each figure by itself. */
  public double median(ToDoubleFunction<Round> figure) {
    return Median.of(rounds.stream().mapToDouble(figure));
  }

  /** From the least to the most of the rounds, as a share of the middle one. */
  public double spread(ToDoubleFunction<Round> figure) {
    var all = rounds.stream().mapToDouble(figure).summaryStatistics();
    var middle = median(figure);
    return middle == 0 ? 0 : (all.getMax() - all.getMin()) / middle;
  }

  /** What it is compared with, in the order of importance. */
  public List<String> marks() {
    return rounds.stream().findFirst().map(r -> List.copyOf(r.marks().keySet())).orElse(List.of());
  }

  public double mark(String name) {
    return median(round -> round.marks().get(name));
  }

  /** Of what pgbench reached in the same round: what slows the machine down slows down both. */
  public double ratio(String mark) {
    return median(round -> round.perSecond() / round.marks().get(mark));
  }

  public long failed() {
    return rounds.stream().mapToLong(Round::failed).sum();
  }
}
