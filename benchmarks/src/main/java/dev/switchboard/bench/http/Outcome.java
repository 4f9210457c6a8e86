package dev.switchboard.bench.http;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a load met with.
 *
 * @param statuses how many answers of each status
 * @param latency in nanoseconds: closed from the sending, open from the moment a request was due
 * @param unanswered sent, and the time was over or the connection ended
 * @param started the clock ({@link System#nanoTime}) when the first was due
 * @param nanos from then to the last answer
 */
public record Outcome(
    Map<Integer, Long> statuses, Histogram latency, long unanswered, long started, long nanos) {
  /** The same, and it took until now. */
  public Outcome untilNow() {
    return new Outcome(statuses, latency, unanswered, started, System.nanoTime() - started);
  }

  public long answered() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  public long ok() {
    return statuses.entrySet().stream()
        .filter(entry -> entry.getKey() / 100 == 2)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public double perSecond() {
    return ok() * 1e9 / nanos;
  }

  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e6;
  }
}
