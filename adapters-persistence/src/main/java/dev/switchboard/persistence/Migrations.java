package dev.switchboard.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Brings a database's schema to this version. Safe to run on every start and by several at once.
 */
public final class Migrations {
  private static final String CHANGELOG = "db/changelog/changelog.xml";
  private static final Pattern INCLUDED = Pattern.compile("<include file=\"([^\"]+)\"");
  private static final long LOCK = 7_201; // any number, used for nothing else
  // kept so that it is not collected, and its level with it
  private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

  private Migrations() {}

  /**
   * Does nothing, in one round trip, where the database already has exactly this changelog.
   *
   * @return whether anything was run
   * @throws IllegalStateException the schema could not be migrated
   */
  public static boolean run(DataSource dataSource) {
    return run(dataSource, CHANGELOG);
  }

  static boolean run(DataSource dataSource, String changelog) {
    try (var connection = dataSource.getConnection()) {
      var digest = digest(changelog);
      if (digest.equals(applied(connection))) {
        return false;
      }
      return patiently(connection, () -> alone(connection, digest, changelog));
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  private interface Step {
    boolean run() throws SQLException;
  }

  /**
   * The bounds of a connection are for requests: an index over a large table takes as long as it
   * takes, and so does whoever is before us. A lock of others is not waited for longer than usual,
   * for they would all wait behind us.
   */
  private static boolean patiently(Connection connection, Step step) throws SQLException {
    var network = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, 0);
    set(connection, "set statement_timeout = 0");
    try {
      return step.run();
    } finally {
      if (!connection.isClosed()) {
        if (!connection.getAutoCommit()) { // what failed is still open
          connection.rollback();
          connection.setAutoCommit(true);
        }
        set(connection, "reset statement_timeout");
        connection.setNetworkTimeout(Runnable::run, network);
      }
    }
  }

  /**
   * One start at a time, over all nodes: neither Liquibase's own tables nor ours can be made by two
   * at once. However long the other takes; who dies lets go.
   */
  private static boolean alone(Connection connection, String digest, String changelog)
      throws SQLException {
    set(connection, "set lock_timeout = 0"); // counts for these locks too
    Sql.list(connection, "select pg_advisory_lock(?)", _ -> true, LOCK);
    try {
      set(connection, "reset lock_timeout");
      if (digest.equals(applied(connection))) {
        return false; // by whoever was before
      }
      update(connection, changelog);
      remember(connection, digest);
      return true;
    } finally {
      if (!connection.isClosed()) { // else it has let go
        Sql.list(connection, "select pg_advisory_unlock(?)", _ -> true, LOCK);
      }
    }
  }

  private static void set(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(setting);
    }
  }

  private static void update(Connection connection, String changelog) {
    System.setProperty("liquibase.analytics.enabled", "false");
    LIQUIBASE.setLevel(Level.WARNING);
    try {
      var database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      Scope.child(
          Map.of(Scope.Attr.ui.name(), new LoggerUIService()),
          () -> {
            // not closed: that would close the caller's connection
            var liquibase = new Liquibase(changelog, new ClassLoaderResourceAccessor(), database);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            // ours alone counts; a start that was killed leaves Liquibase's behind for ever
            LockServiceFactory.getInstance().getLockService(database).forceReleaseLock();
            liquibase.update("");
          });
      connection.setAutoCommit(true);
    } catch (Exception e) { // what Liquibase's scope declares
      throw new IllegalStateException("migration failed: " + e.getMessage(), e);
    }
  }

  private static String applied(Connection connection) throws SQLException {
    var known =
        Sql.one(
            connection,
            "select to_regclass('schema_digest') is not null",
            row -> row.getBoolean(1));
    return known.orElse(false)
        ? Sql.one(connection, "select digest from schema_digest", row -> row.getString(1))
            .orElse("")
        : "";
  }

  private static void remember(Connection connection, String digest) throws SQLException {
    connection.setAutoCommit(false);
    Sql.update(
        connection,
        "create table if not exists schema_digest (one boolean primary key default true check (one), digest text not null)");
    Sql.update(
        connection,
        "insert into schema_digest (digest) values (?) on conflict (one) do update set digest = excluded.digest",
        digest);
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static String digest(String root) {
    try {
      // no secret depends on them, and a JVM that starts has these two built in
      var sums = new Checksum[] {new CRC32(), new CRC32C()};
      var changelog = resource(root);
      add(changelog, sums);
      var includes = INCLUDED.matcher(new String(changelog, StandardCharsets.UTF_8));
      while (includes.find()) {
        add(resource(includes.group(1)), sums);
      }
      return HexFormat.of().toHexDigits(sums[0].getValue())
          + HexFormat.of().toHexDigits(sums[1].getValue());
    } catch (IOException e) {
      throw new IllegalStateException("changelog cannot be read", e);
    }
  }

  private static void add(byte[] file, Checksum... sums) {
    for (var sum : sums) {
      sum.update(file);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("missing " + name);
      }
      return in.readAllBytes();
    }
  }
}
