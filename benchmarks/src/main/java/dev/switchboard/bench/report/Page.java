package dev.switchboard.bench.report;

import dev.switchboard.bench.report.Row.Round;
import java.util.Locale;

/**
 * A report as one SVG: a bar for each load with its rounds as dots and lines for what is to be
 * reached and for pgbench, each load on its own scale; below, the other figures.
 */
final class Page {
  private static final int WIDTH = 1_080;
  private static final int LEFT = 300;
  private static final int BAR = 480;
  private static final int STEP = 78;
  private static final int LINE = 22;
  private static final int HEAD = 100;

  private final StringBuilder svg = new StringBuilder();
  private int y;

  private Page() {}

  static String svg(Report report) {
    var page = new Page();
    var lines = report.figures().size() + report.warnings().size();
    var height = HEAD + report.rows().size() * STEP + (lines + 2) * LINE;
    page.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">",
        WIDTH, height);
    page.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    page.head(report);
    report.rows().forEach(page::row);
    page.figures(report);
    page.add("</svg>");
    return page.svg.toString();
  }

  private void head(Report report) {
    text(16, 26, "Switchboard, " + report.at(), "font-weight=\"bold\" font-size=\"16\"");
    text(16, 46, report.machine(), "fill=\"#555\"");
    add("<rect x=\"16\" y=\"58\" width=\"22\" height=\"12\" fill=\"#4a8\"/>");
    add("<rect x=\"42\" y=\"58\" width=\"22\" height=\"12\" fill=\"#d94\"/>");
    text(
        72,
        69,
        "done a second, as fast as it goes (green: reached, orange: not); dots: rounds;"
            + " every load on its own scale",
        "fill=\"#555\"");
    y = HEAD - 12;
  }

  private void row(Row row) {
    var scale = BAR / most(row);
    var rate = row.median(Round::perSecond);
    text(16, y + 23, row.name(), "font-weight=\"bold\"");
    text(
        16,
        y + 41,
        row.fault().isPresent() ? "FAULT: see the table" : "failed: " + row.failed(),
        row.fault().isPresent() || row.failed() > 0 ? "fill=\"#b00\"" : "fill=\"#777\"");
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"24\" fill=\"%s\"/>",
        LEFT, y + 8, rate * scale, rate >= row.target() ? "#4a8" : "#d94");
    row.rounds()
        .forEach(
            round ->
                add(
                    "<circle cx=\"%.1f\" cy=\"%d\" r=\"3\" fill=\"#124\"/>",
                    LEFT + round.perSecond() * scale, y + 20));
    mark(LEFT + row.target() * scale, 46, "to reach " + Figures.plain(row.target()), "#b00");
    var down = 58;
    for (var name : row.marks()) {
      mark(
          LEFT + row.mark(name) * scale,
          down,
          String.format(Locale.ROOT, "%s %,.0f: %.2f of it", name, row.mark(name), row.ratio(name)),
          "#06c");
      down += 12;
    }
    beside(row, rate);
    y += STEP;
  }

  private void beside(Row row, double rate) {
    var x = LEFT + BAR + 24;
    text(
        x,
        y + 18,
        String.format(Locale.ROOT, "%,.0f/s  ±%.0f %%", rate, row.spread(Round::perSecond) * 50),
        "font-weight=\"bold\"");
    text(
        x,
        y + 36,
        String.format(
            Locale.ROOT,
            "at %,.0f/s: p50 %.1f, p99 %.1f ms",
            row.median(Round::openRate),
            row.median(Round::p50Millis),
            row.median(Round::p99Millis)),
        "");
    text(
        x,
        y + 53,
        String.format(
            Locale.ROOT,
            "cpu s/1,000: server %.2f, db %.2f, client %.2f",
            row.median(Round::serverCpu),
            row.median(Round::databaseCpu),
            row.median(Round::clientCpu)),
        "fill=\"#777\" font-size=\"11\"");
  }

  private void figures(Report report) {
    for (var figure : report.figures()) {
      y += LINE;
      text(16, y, figure.name(), "");
      text(
          LEFT + 150,
          y,
          String.format(Locale.ROOT, "%,.2f %s", figure.value(), figure.unit()),
          "font-weight=\"bold\" text-anchor=\"end\" " + (figure.reached() ? "" : "fill=\"#b00\""));
      if (!Double.isNaN(figure.target())) {
        text(
            LEFT + 170,
            y,
            (figure.atMost() ? "at most " : "at least ") + Figures.plain(figure.target()),
            "fill=\"#777\"");
      }
    }
    for (var warning : report.warnings()) {
      y += LINE;
      text(16, y, warning, "fill=\"#b00\"");
    }
  }

  private static double most(Row row) {
    return Math.max(
        Math.max(row.target(), row.marks().stream().mapToDouble(row::mark).max().orElse(0)),
        row.rounds().stream().mapToDouble(Round::perSecond).max().orElse(1));
  }

  /** The words stand left of the line where there is no room to its right. */
  private void mark(double x, int down, String words, String colour) {
    add(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>",
        x, y + 4, x, y + down, colour);
    var end = x > LEFT + BAR / 2.0;
    text(
        (int) x + (end ? -5 : 5),
        y + down,
        words,
        "font-size=\"10\" fill=\"%s\"%s".formatted(colour, end ? " text-anchor=\"end\"" : ""));
  }

  private void text(int x, int at, String words, String style) {
    add(
        "<text x=\"%d\" y=\"%d\" %s>%s</text>",
        x, at, style, words.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
