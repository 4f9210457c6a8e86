package dev.switchboard.bench.size;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What requests cost with little and with much, side by side. */
final class SizeTable {
  private final Consumer<String> out;

  SizeTable(Consumer<String> out) {
    this.out = out;
  }

  /** One request at both sizes. */
  record Line(Cost small, Cost large) {
    String verdict() {
      if (small.failed() + large.failed() > 0) {
        return "FAILED " + (small.failed() + large.failed());
      }
      return large.grownFrom(small) ? "GROWS" : "";
    }
  }

  void heading() {
    out.accept(
        "%-32s %8s %8s %8s %8s   %8s %8s %8s %8s   %6s %6s"
            .formatted(
                "", "p50 ms", "p99 ms", "srv us", "db us", "p50 ms", "p99 ms", "srv us", "db us",
                "x p50", "x cpu"));
  }

  void line(String name, Line line) {
    out.accept(
        String.format(
            Locale.ROOT,
            "%-32s %s   %s   %6.2f %6.2f %s",
            name,
            cost(line.small()),
            cost(line.large()),
            line.large().p50Millis() / line.small().p50Millis(),
            line.large().micros() / line.small().micros(),
            line.verdict()));
  }

  void summary(Map<String, Line> lines) {
    var grown = lines.values().stream().filter(line -> !line.verdict().isEmpty()).count();
    out.accept(
        "%d of %d cost the same; srv, db: processor time of server and database for one request"
            .formatted(lines.size() - grown, lines.size()));
  }

  private static String cost(Cost cost) {
    return String.format(
        Locale.ROOT,
        "%8.2f %8.2f %8.0f %8.0f",
        cost.p50Millis(),
        cost.p99Millis(),
        cost.serverMicros(),
        cost.databaseMicros());
  }
}
