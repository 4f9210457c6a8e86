package dev.switchboard.bootstrap.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows in columns as wide as their widest cell. */
final class Table {
  private static final String BETWEEN = "  ";

  private Table() {}

  /**
   * @param rows of the same number of cells; a control character in one is left out, so that no
   *     name can move the cursor
   */
  static Stream<String> lines(List<List<String>> rows) {
    var clean =
        rows.stream()
            .map(row -> row.stream().map(cell -> cell.replaceAll("\\p{C}", "")).toList())
            .toList();
    var widths = new ArrayList<Integer>();
    for (int column = 0; column < clean.getFirst().size(); column++) {
      int at = column;
      widths.add(clean.stream().mapToInt(row -> width(row.get(at))).max().orElse(0));
    }
    return clean.stream().map(row -> line(row, widths));
  }

  private static String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      var cell = row.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - width(cell))).append(BETWEEN);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
