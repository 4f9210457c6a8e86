package dev.switchboard.persistence.embedded;

import dev.switchboard.persistence.Migrations;
import dev.switchboard.persistence.PersistenceUnit;
import dev.switchboard.persistence.stream.PostgresStreamReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** What tests do with an embedded server. */
final class Servers {
  private Servers() {}

  static void migrate(EmbeddedPostgres server) {
    var source = new PGSimpleDataSource();
    source.setUrl(server.jdbcUrl());
    source.setUser(server.user());
    source.setPassword(server.password());
    Migrations.run(source);
  }

  static RunningPostgres of(EmbeddedPostgres server) {
    return new RunningPostgres(server.jdbcUrl(), server.user(), server.password());
  }

  /** As the product sees it. */
  static String epoch(EmbeddedPostgres server) {
    var config =
        new PersistenceUnit.Config(server.jdbcUrl(), server.user(), server.password(), 2, 2);
    try (var unit = PersistenceUnit.open(config)) {
      return new PostgresStreamReader(unit.database()).epoch();
    }
  }

  static String one(EmbeddedPostgres server, String query) throws SQLException {
    try (var connection = connect(server)) {
      return one(connection, query);
    }
  }

  static String one(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static void execute(EmbeddedPostgres server, String statement) throws SQLException {
    try (var connection = connect(server);
        var run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }
}
