package dev.switchboard.bench.report;

import dev.switchboard.bench.report.Row.Round;
import java.util.Locale;

/**
 * A report as one SVG: a bar for each load, its rounds as dots, and marks for target and pgbench.
 */
public final class Page {
  private static final int WIDTH = 960;
  private static final int LEFT = 260;
  private static final int RIGHT = 200;
  private static final int STEP = 56;

  private Page() {}

  public static String svg(Report report) {
    var height = 90 + report.rows().size() * STEP + report.figures().size() * 22;
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n"
            .formatted(WIDTH, height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(svg, 16, 26, "Switchboard, %s".formatted(report.at()), "font-weight=\"bold\"");
    text(svg, 16, 46, report.machine(), "fill=\"#555\"");
    var y = 70;
    for (var row : report.rows()) {
      row(svg, row, y);
      y += STEP;
    }
    for (var figure : report.figures()) {
      y += 22;
      text(
          svg,
          16,
          y,
          String.format(Locale.ROOT, "%s: %.2f %s", figure.name(), figure.value(), figure.unit()),
          figure.reached() ? "" : "fill=\"#b00\"");
    }
    return svg.append("</svg>\n").toString();
  }

  private static void row(StringBuilder svg, Row row, int y) {
    var scale = (WIDTH - LEFT - RIGHT) / most(row);
    var rate = row.median(Round::perSecond);
    text(svg, 16, y + 22, row.name(), "");
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"24\" fill=\"%s\"/>%n",
            LEFT,
            y + 6,
            rate * scale,
            rate >= row.target() ? "#4a8" : "#d94"));
    row.rounds()
        .forEach(
            round ->
                svg.append(
                    String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"3\" fill=\"#124\"/>%n",
                        LEFT + round.perSecond() * scale,
                        y + 18)));
    mark(svg, LEFT + row.target() * scale, y, "to reach", "#b00");
    if (row.ratio() > 0) {
      mark(svg, LEFT + row.median(Round::pgbench) * scale, y, "pgbench", "#06c");
    }
    text(
        svg,
        WIDTH - RIGHT + 12,
        y + 22,
        String.format(
            Locale.ROOT,
            "%,.0f/s  p50 %.1f  p99 %.1f ms",
            rate,
            row.median(Round::p50Millis),
            row.median(Round::p99Millis)),
        "");
  }

  private static double most(Row row) {
    return Math.max(
        Math.max(row.target(), row.median(Round::pgbench)),
        row.rounds().stream().mapToDouble(Round::perSecond).max().orElse(1));
  }

  private static void mark(StringBuilder svg, double x, int y, String label, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>%n",
            x,
            y + 2,
            x,
            y + 34,
            colour));
    text(svg, (int) x - 22, y + 45, label, "font-size=\"10\" fill=\"" + colour + "\"");
  }

  private static void text(StringBuilder svg, int x, int y, String text, String style) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" %s>%s</text>%n"
            .formatted(x, y, style, text.replace("&", "&amp;").replace("<", "&lt;")));
  }
}
