package dev.switchboard.persistence;

import java.util.Collection;
import java.util.function.UnaryOperator;

/**
 * A statement over rows that come as columns ({@link Columns}), as it is for many and for one. Most
 * batches are of one row, and {@code unnest} makes a function call and a store of its own for each
 * column, which for one wide row is most of the work.
 */
public final class RowsStatement {
  private final String many;
  private final String one;

  private RowsStatement(String many, String one) {
    this.many = many;
    this.one = one;
  }

  /**
   * @param around the statement around its rows
   * @param rows {@code unnest(?::type[], …) [with ordinality] as alias (columns)}
   */
  public static RowsStatement of(UnaryOperator<String> around, String rows) {
    var values =
        rows.replace("unnest(", "(values (")
            .replace(") with ordinality as ", ", 1)) as ")
            .replace("[]) as ", "[])) as ")
            .replaceAll("(\\?::\\w+\\[])", "($1)[1]");
    return new RowsStatement(around.apply(rows), around.apply(values));
  }

  /** The text for that many rows; the parameters are the same. */
  public String of(Collection<?> rows) {
    return rows.size() == 1 ? one : many;
  }
}
