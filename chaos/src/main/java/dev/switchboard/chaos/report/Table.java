package dev.switchboard.chaos.report;

import java.util.Map;
import java.util.function.Consumer;

/** A report as text. */
public final class Table {
  private Table() {}

  /** After each family. */
  public static void print(Report.Run run, Consumer<String> out) {
    run.operations().forEach((what, count) -> out.accept("  %9d  %s".formatted(count, what)));
    run.figures().forEach((what, count) -> out.accept("  %9d  %s".formatted(count, what)));
    for (var verdict : run.verdicts()) {
      out.accept("  %-9s  %s".formatted(mark(verdict.count()), verdict.promise()));
      verdict.violations().forEach(text -> out.accept("             " + text));
      if (verdict.count() > verdict.violations().size()) {
        out.accept("             and " + (verdict.count() - verdict.violations().size()) + " more");
      }
    }
  }

  /** In the end. */
  public static void print(Report report, Consumer<String> out) {
    out.accept("");
    out.accept(
        "%-12s %7s %12s %8s %8s  %s"
            .formatted("family", "faults", "acknowledged", "unknown", "seconds", "promises"));
    for (var run : report.runs()) {
      out.accept(
          "%-12s %7d %12d %8d %8d  %s"
              .formatted(
                  run.family(),
                  run.faults().size(),
                  sum(run, "ok"),
                  sum(run, "unknown"),
                  run.seconds(),
                  run.violations() == 0 ? "all kept" : run.violations() + " VIOLATIONS"));
    }
  }

  private static long sum(Report.Run run, String outcome) {
    return run.operations().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(outcome))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String mark(long count) {
    return count == 0 ? "ok" : "BROKEN " + count;
  }
}
