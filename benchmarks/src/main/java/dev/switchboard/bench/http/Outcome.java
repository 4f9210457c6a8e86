package dev.switchboard.bench.http;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a load met with.
 *
 * @param statuses how many answers of each status
 * @param latency in nanoseconds, of successes and of what was never answered: closed from the
 *     sending, open from the moment a request was due
 * @param unanswered due, and the time was over or the connection ended
 * @param undone answered with success, and the work behind the answer was not done when the time
 *     was over
 * @param started the clock ({@link System#nanoTime}) when the first was due
 * @param nanos from then to the last answer, or until nothing waited any more
 */
public record Outcome(
    Map<Integer, Long> statuses,
    Histogram latency,
    long unanswered,
    long undone,
    long started,
    long nanos) {
  /** The same, and it took until now, when this many answered ones were still waiting. */
  public Outcome untilNow(long waiting) {
    return new Outcome(
        statuses, latency, unanswered, waiting, started, System.nanoTime() - started);
  }

  /** Both of them, one after the other; what waits at the end is what the later one left. */
  Outcome then(Outcome later) {
    var all = new HashMap<>(statuses);
    later.statuses.forEach((status, count) -> all.merge(status, count, Long::sum));
    var both = latency.copy();
    both.add(later.latency);
    return new Outcome(
        Map.copyOf(all),
        both,
        unanswered + later.unanswered,
        later.undone,
        started,
        later.started + later.nanos - started);
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

  /** Answers that were no success, and requests without an answer. */
  public long failed() {
    return answered() - ok() + unanswered;
  }

  /** Done, not merely answered; 0 where nothing was. */
  public double perSecond() {
    return nanos == 0 ? 0 : Math.max(0, ok() - undone) * 1e9 / nanos;
  }

  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e6;
  }
}
