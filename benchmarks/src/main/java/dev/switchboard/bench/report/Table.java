package dev.switchboard.bench.report;

import dev.switchboard.bench.report.Row.Round;
import java.util.Locale;
import java.util.function.Consumer;

/** A report as text. */
public final class Table {
  private Table() {}

  public static void print(Report report, Consumer<String> out) {
    out.accept(report.machine());
    out.accept("");
    out.accept(
        "%-30s %9s %9s %8s %8s %9s %6s %8s %8s %6s %7s %6s"
            .formatted(
                "load",
                "a second",
                "to reach",
                "p50 ms",
                "p99 ms",
                "pgbench",
                "ratio",
                "cpu srv",
                "cpu db",
                "failed",
                "others",
                "stolen"));
    report.rows().forEach(row -> out.accept(line(row)));
    report
        .rows()
        .forEach(row -> row.fault().ifPresent(f -> out.accept("FAULT " + row.name() + ": " + f)));
    out.accept(
        "(medians of the rounds; cpu: seconds for 1,000; others: share of the machine that other programs had)");
    out.accept("");
    report.figures().forEach(figure -> out.accept(line(figure)));
  }

  private static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "%-30s %9.0f %9.0f %8.2f %8.2f %9.0f %6.2f %8.3f %8.3f %6d %6.0f%% %5.0f%%",
        row.name(),
        row.median(Round::perSecond),
        row.target(),
        row.median(Round::p50Millis),
        row.median(Round::p99Millis),
        row.median(Round::pgbench),
        row.ratio(),
        row.median(Round::serverCpu),
        row.median(Round::databaseCpu),
        row.rounds().stream().mapToLong(Round::failed).sum(),
        row.median(Round::others) * 100,
        row.median(Round::stolen) * 100);
  }

  private static String line(Report.Figure figure) {
    var goal =
        Double.isNaN(figure.target())
            ? ""
            : String.format(
                Locale.ROOT,
                "  (%s %.1f%s)",
                figure.atMost() ? "at most" : "at least",
                figure.target(),
                figure.reached() ? "" : ": missed");
    return String.format(
        Locale.ROOT, "%-52s %10.2f %s%s", figure.name(), figure.value(), figure.unit(), goal);
  }
}
