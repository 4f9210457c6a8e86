package dev.switchboard.chaos.report;

import java.util.List;
import java.util.Map;

/**
 * What came of the whole run.
 *
 * @param seed with which it can be played again
 */
public record Report(String at, long seed, String command, List<Run> runs) {
  /**
   * What came of one family.
   *
   * @param faults a line each
   * @param operations how many there were of each outcome, such as {@code Incoming OK}
   * @param figures of other things that were counted
   */
  public record Run(
      String family,
      long seed,
      List<String> faults,
      Map<String, Long> operations,
      Map<String, Long> figures,
      List<Verdict> verdicts,
      long seconds) {
    public long violations() {
      return verdicts.stream().mapToLong(Verdict::count).sum();
    }
  }

  /**
   * What came of one promise.
   *
   * @param violations the first of them
   */
  public record Verdict(String promise, long count, List<String> violations) {}

  public long violations() {
    return runs.stream().mapToLong(Run::violations).sum();
  }
}
