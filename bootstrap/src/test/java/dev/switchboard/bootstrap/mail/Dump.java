package dev.switchboard.bootstrap.mail;

import dev.switchboard.persistence.PersistenceUnit;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Every row of every table, as whoever steals the database has them. */
final class Dump {
  private Dump() {}

  /** The tables where a secret is found: as it is, in base64 or in hexadecimal digits. */
  static List<String> tablesWith(PersistenceUnit.Config database, String secret)
      throws SQLException {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    // base64 of what stands in the middle of a longer text depends on where it stands
    var forms = new ArrayList<>(List.of(secret, HexFormat.of().formatHex(bytes)));
    for (int shift = 0; shift < 3; shift++) {
      var padded = Base64.getEncoder().encodeToString((" ".repeat(shift) + secret).getBytes());
      forms.add(padded.substring(4, padded.length() - 4));
    }
    try (var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      var found = new ArrayList<String>();
      for (var table : tables(connection)) {
        if (rows(connection, table).stream()
            .anyMatch(row -> forms.stream().anyMatch(row::contains))) {
          found.add(table);
        }
      }
      return found;
    }
  }

  static int rowsOf(PersistenceUnit.Config database, String table) throws SQLException {
    try (var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      return rows(connection, table).size();
    }
  }

  static void execute(PersistenceUnit.Config database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    return strings(
        connection,
        "select quote_ident(table_name) from information_schema.tables"
            + " where table_schema = 'public' and table_type = 'BASE TABLE'");
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    return strings(connection, "select t::text from " + table + " t");
  }

  private static List<String> strings(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
