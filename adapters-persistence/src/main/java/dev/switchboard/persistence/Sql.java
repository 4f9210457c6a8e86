package dev.switchboard.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Native statements for the hot paths. Parameters are bound by position: numbers, booleans,
 * strings, {@code byte[]}, {@link Instant} (timestamptz), null, and arrays of {@code Long}, {@code
 * Integer}, {@code Boolean}, {@code String}, {@code Instant}, {@code byte[]} (for {@code unnest}
 * and {@code = any}).
 */
public final class Sql {
  /**
   * A statement to be sent later.
   *
   * @param row is told of each row that it returns
   */
  record Held(String sql, SqlFunction<ResultSet, ?> row, Object[] parameters) {}

  private Sql() {}

  public static <T> List<T> list(
      Connection connection, String sql, SqlFunction<ResultSet, T> row, Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(connection, statement, parameters);
      try (var rows = statement.executeQuery()) {
        return all(rows, row);
      }
    }
  }

  private static <T> List<T> all(ResultSet rows, SqlFunction<ResultSet, T> row)
      throws SQLException {
    var found = new ArrayList<T>();
    while (rows.next()) {
      found.add(row.apply(rows));
    }
    return found;
  }

  public static <T> Optional<T> one(
      Connection connection, String sql, SqlFunction<ResultSet, T> row, Object... parameters)
      throws SQLException {
    var found = list(connection, sql, row, parameters);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  /**
   * Two statements in one round trip, of which the second one's rows count. Under READ COMMITTED it
   * sees what was committed before it began, as if it had been sent by itself.
   *
   * @param parameters of both, in order
   */
  public static <T> List<T> second(
      Connection connection, String sql, SqlFunction<ResultSet, T> row, Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(connection, statement, parameters);
      statement.execute();
      statement.getMoreResults();
      try (var rows = statement.getResultSet()) {
        return all(rows, row);
      }
    }
  }

  /**
   * Several statements in one round trip, in this order; what fails keeps the later ones from being
   * done.
   *
   * @param end a last one without parameters, or empty
   */
  static void together(Connection connection, List<Held> all, String end) throws SQLException {
    var sql = all.stream().map(Held::sql).collect(Collectors.joining("; ")) + end;
    var parameters = all.stream().flatMap(one -> Stream.of(one.parameters())).toArray();
    try (var statement = connection.prepareStatement(sql)) {
      bind(connection, statement, parameters);
      boolean isRows = statement.execute();
      for (var one : all) {
        if (isRows) {
          try (var rows = statement.getResultSet()) {
            all(rows, one.row());
          }
        }
        isRows = statement.getMoreResults();
      }
    }
  }

  public static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(connection, statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Null stays null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** Null stays null. */
  public static Long longOrNull(ResultSet row, String column) throws SQLException {
    var value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static void bind(Connection connection, PreparedStatement statement, Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bindOne(connection, statement, i + 1, parameters[i]);
    }
  }

  private static void bindOne(
      Connection connection, PreparedStatement statement, int position, Object value)
      throws SQLException {
    switch (value) {
      case Instant at -> statement.setObject(position, at.atOffset(ZoneOffset.UTC));
      case byte[] bytes -> statement.setBytes(position, bytes);
      case byte[][] blobs -> statement.setArray(position, connection.createArrayOf("bytea", blobs));
      case Long[] numbers ->
          statement.setArray(position, connection.createArrayOf("bigint", numbers));
      case Integer[] numbers ->
          statement.setArray(position, connection.createArrayOf("integer", numbers));
      case Boolean[] flags ->
          statement.setArray(position, connection.createArrayOf("boolean", flags));
      case String[] texts -> statement.setArray(position, connection.createArrayOf("text", texts));
      case Instant[] times ->
          statement.setArray(position, connection.createArrayOf("timestamptz", texts(times)));
      case null -> statement.setObject(position, null);
      default -> statement.setObject(position, value);
    }
  }

  private static String[] texts(Instant[] times) {
    return Arrays.stream(times).map(at -> at == null ? null : at.toString()).toArray(String[]::new);
  }
}
