package dev.switchboard.persistence;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows turned into columns, one array each, for {@code unnest}: one statement for many rows. */
public final class Columns<T> {
  private final List<T> rows;

  private Columns(List<T> rows) {
    this.rows = rows;
  }

  public static <T> Columns<T> of(Collection<T> rows) {
    return new Columns<>(List.copyOf(rows));
  }

  /** Whose rows they are, for {@link Database#write(Collection, SqlFunction)}. */
  public List<CompanyId> companies(Function<T, CompanyId> column) {
    return rows.stream().map(column).toList();
  }

  public Long[] longs(Function<T, Long> column) {
    return column(Long[]::new, column);
  }

  public Integer[] integers(Function<T, Integer> column) {
    return column(Integer[]::new, column);
  }

  public Boolean[] booleans(Function<T, Boolean> column) {
    return column(Boolean[]::new, column);
  }

  /** The character NUL, which PostgreSQL cannot hold, is left out. */
  public String[] texts(Function<T, String> column) {
    return column(
        String[]::new,
        row -> {
          var text = column.apply(row);
          return text == null ? null : JsonColumn.text(text);
        });
  }

  public Instant[] instants(Function<T, Instant> column) {
    return column(Instant[]::new, column);
  }

  /** A loop: this runs for each of forty columns of nearly always one row. */
  private <V> V[] column(IntFunction<V[]> array, Function<T, V> column) {
    var values = array.apply(rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return values;
  }

  /** Each value the literal of an array, to be cast to {@code text[]}: unnest would flatten it. */
  public String[] textArrays(Function<T, List<String>> column) {
    return texts(row -> literal(column.apply(row)));
  }

  private static String literal(List<String> texts) {
    var literal = new StringBuilder("{");
    for (var text : texts) {
      literal
          .append(literal.length() > 1 ? ",\"" : "\"")
          .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return literal.append('}').toString();
  }
}
