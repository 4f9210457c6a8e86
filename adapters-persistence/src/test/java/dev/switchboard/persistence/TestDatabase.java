package dev.switchboard.persistence;

import dev.switchboard.application.Ids;
import dev.switchboard.persistence.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A migrated database of its own for whoever asks. One server serves all tests of a JVM and ends
 * with it; a new database is a copy of a migrated template, which takes milliseconds.
 */
public final class TestDatabase implements AutoCloseable, BeforeAllCallback, AfterAllCallback {
  private static final String TEMPLATE = "switchboard_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private PersistenceUnit.Config config;
  private PersistenceUnit unit;
  private Ids ids;

  private TestDatabase() {}

  public static TestDatabase create() {
    var test = new TestDatabase();
    test.open();
    return test;
  }

  /**
   * For a static field with {@link RegisterExtension}: there from before the first test of a class
   * until after its last, and a new one for each class that inherits the field.
   */
  public static TestDatabase perClass() {
    return new TestDatabase();
  }

  private void open() {
    config = emptyMigrated();
    unit = PersistenceUnit.open(config);
    ids = new SequenceIds(database());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    open();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** For tests that open the database themselves. */
  public static PersistenceUnit.Config emptyMigrated() {
    var name = "test_" + COUNT.incrementAndGet();
    Server.execute("create database " + name + " template " + TEMPLATE);
    return Server.config(name);
  }

  /** Without any table. */
  public static PersistenceUnit.Config empty() {
    var name = "empty_" + COUNT.incrementAndGet();
    Server.execute("create database " + name + " template template0");
    return Server.config(name);
  }

  /** Without any table, and of a user who owns it and may do nothing else on the server. */
  public static PersistenceUnit.Config emptyOfPlainOwner() {
    var owner = "plain_" + COUNT.incrementAndGet();
    Server.execute("create role " + owner + " login password 'plain'");
    Server.execute("create database " + owner + " template template0 owner " + owner);
    return new PersistenceUnit.Config(Server.config(owner).jdbcUrl(), owner, "plain", 4, 4);
  }

  /** Sees one company at a time. */
  public Database database() {
    return unit.database();
  }

  /** Sees all companies. */
  public Database system() {
    return unit.systemDatabase();
  }

  public Database owner() {
    return unit.ownerDatabase();
  }

  /** Runs one statement after the other on one connection of the user that owns everything. */
  public void fill(String... statements) {
    try (var connection = ownerConnection();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new one, of the user that owns everything. */
  public Connection ownerConnection() throws SQLException {
    return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
  }

  DataSource ownerPool() {
    return unit.ownerPool();
  }

  public Ids ids() {
    return ids;
  }

  public PersistenceUnit unit() {
    return unit;
  }

  public PersistenceUnit.Config config() {
    return config;
  }

  /** For arranging and looking at rows directly: the owner sees all of them. */
  public int execute(String sql, Object... parameters) {
    return owner().read(connection -> Sql.update(connection, sql, parameters));
  }

  /** For a lock that another unit of work has. */
  public boolean somebodyWaits() {
    return owner()
        .read(
            connection ->
                Sql.one(
                    connection,
                    "select 1 from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' limit 1",
                    row -> row.getInt(1)))
        .isPresent();
  }

  @Override
  public void close() {
    unit.close();
  }

  /** Started on first use. */
  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    static {
      execute("create database " + TEMPLATE + " template template0");
      try (var unit = PersistenceUnit.open(config(TEMPLATE))) {
        unit.database().ping();
      }
    }

    private static EmbeddedPostgres start() {
      try {
        var folder =
            Files.createTempDirectory(
                "switchboard-test",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(folder, _ -> {}));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(postgres, folder)));
        return postgres;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /** At once: to write everything down first would take longer than the build waits. */
    private static void discard(EmbeddedPostgres postgres, Path folder) {
      try {
        new ProcessBuilder("kill", "-QUIT", Long.toString(postgres.pid())).start();
      } catch (IOException _) {
        // then it takes its time
      }
      postgres.close();
      try (var files = Files.walk(folder)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException _) {
        // a temporary folder stays behind; the system clears it
      }
    }

    static PersistenceUnit.Config config(String name) {
      var url = POSTGRES.jdbcUrl().replaceAll("/postgres$", "/" + name);
      return new PersistenceUnit.Config(url, POSTGRES.user(), POSTGRES.password(), 12, 12);
    }

    static void execute(String sql) {
      try (var connection =
              DriverManager.getConnection(
                  POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password());
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
