package dev.switchboard.bench.report;

import dev.switchboard.bench.report.Row.Round;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A report as text. */
public final class Table {
  private Table() {}

  public static void print(Report report, Consumer<String> out) {
    out.accept("");
    out.accept(report.machine());
    if (!report.rows().isEmpty()) {
      loads(report, out);
    }
    report.figures().forEach(figure -> out.accept(line(figure)));
    report
        .rows()
        .forEach(row -> row.fault().ifPresent(f -> out.accept("FAULT " + row.name() + ": " + f)));
    report.warnings().forEach(warning -> out.accept("WARNING " + warning));
  }

  private static void loads(Report report, Consumer<String> out) {
    out.accept("");
    out.accept("as fast as it goes (medians of the rounds; spread: most less least)");
    out.accept(
        "  %-34s %9s %7s %9s  %s".formatted("load", "a second", "spread", "to reach", "compared"));
    report.rows().forEach(row -> out.accept(throughput(row)));
    out.accept("");
    out.accept("on a schedule (latency from when a request was due; cpu: seconds for 1,000)");
    out.accept(
        "  %-34s %8s %8s %8s %8s %7s %7s %7s %6s %6s %6s"
            .formatted(
                "load",
                "a second",
                "p50 ms",
                "p99 ms",
                "most ms",
                "cpu srv",
                "cpu db",
                "client",
                "failed",
                "others",
                "stolen"));
    report.rows().forEach(row -> out.accept(latency(row)));
    out.accept("");
  }

  /** One round, while the run goes on. */
  public static String line(Round round) {
    return String.format(
        Locale.ROOT,
        "    %,.0f/s; %s; at %,.0f/s p50 %.2f p99 %.2f ms; others %.0f %%, stolen %.0f %%%s",
        round.perSecond(),
        round.marks().entrySet().stream()
            .map(mark -> String.format(Locale.ROOT, "%s %,.0f", mark.getKey(), mark.getValue()))
            .collect(Collectors.joining("; ")),
        round.openRate(),
        round.p50Millis(),
        round.p99Millis(),
        round.others() * 100,
        round.stolen() * 100,
        round.failed() > 0 ? "; " + round.failed() + " failed" : "");
  }

  private static String throughput(Row row) {
    return String.format(
        Locale.ROOT,
        "  %-34s %,9.0f %6.0f%% %,9.0f  %s",
        row.name(),
        row.median(Round::perSecond),
        row.spread(Round::perSecond) * 100,
        row.target(),
        row.marks().stream()
            .map(
                mark ->
                    String.format(
                        Locale.ROOT, "%.2f of %,.0f (%s)", row.ratio(mark), row.mark(mark), mark))
            .collect(Collectors.joining("; ")));
  }

  private static String latency(Row row) {
    return String.format(
        Locale.ROOT,
        "  %-34s %,8.0f %8.2f %8.2f %8.2f %7.3f %7.3f %7.3f %6d %5.0f%% %5.0f%%",
        row.name(),
        row.median(Round::openRate),
        row.median(Round::p50Millis),
        row.median(Round::p99Millis),
        row.median(Round::mostMillis),
        row.median(Round::serverCpu),
        row.median(Round::databaseCpu),
        row.median(Round::clientCpu),
        row.failed(),
        row.median(Round::others) * 100,
        row.median(Round::stolen) * 100);
  }

  private static String line(Report.Figure figure) {
    var goal =
        Double.isNaN(figure.target())
            ? ""
            : String.format(
                Locale.ROOT,
                "  (%s %s%s)",
                figure.atMost() ? "at most" : "at least",
                Figures.plain(figure.target()),
                figure.reached() ? "" : ": missed");
    return String.format(
        Locale.ROOT, "  %-52s %10.2f %s%s", figure.name(), figure.value(), figure.unit(), goal);
  }
}
