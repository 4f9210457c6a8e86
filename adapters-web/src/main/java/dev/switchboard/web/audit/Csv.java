package dev.switchboard.web.audit;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lines as RFC 4180 writes them. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
final class Csv {
  private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n";

  private Csv() {}

  /** With its end; null is an empty cell. */
  static String line(Object... cells) {
    return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number) {
      return value.toString();
    }
    var text = value.toString();
    var harmless =
        !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
