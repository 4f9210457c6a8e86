package dev.switchboard.bench.overload;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What became of the requests of one kind. Not thread-safe. */
final class Tally {
  long ok;
  long refused;
  long untold; // refused without a word on when to come back
  long reset; // the connection ended instead of an answer
  long late; // no answer at all in the client's patience
  long unsent; // due while every connection of the client was busy
  final Map<Integer, Long> others = new TreeMap<>();
  final Histogram accepted = new Histogram(Duration.ofMinutes(2).toNanos(), 3);

  void answered(int status, boolean toldWhen, long nanos) {
    if (status / 100 == 2) {
      ok++;
      accepted.recordValue(Math.min(nanos, accepted.getHighestTrackableValue()));
    } else if (status == 429 || status == 503) {
      refused++;
      untold += toldWhen ? 0 : 1;
    } else {
      others.merge(status, 1L, Long::sum);
    }
  }

  double millis(double percentile) {
    return accepted.getValueAtPercentile(percentile) / 1e6;
  }
}
