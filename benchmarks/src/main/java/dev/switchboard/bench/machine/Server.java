package dev.switchboard.bench.machine;

import dev.switchboard.persistence.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The PostgreSQL that product and pgbench share: the product's own engine as the product starts it,
 * or the one that {@code BENCH_DATABASE_URL} names, whose database must be empty.
 */
public final class Server implements AutoCloseable {
  /** The session's setting under which row-level security shows the owner all rows. */
  static final String EVERYBODY = "app.tenant=*";

  /** Begins the statements that are not the product's. */
  public static final String OURS = "/* bench */ ";

  /**
   * @param host and the rest as libpq takes them
   */
  public record Address(String host, int port, String name, String user, String password) {
    /** As one who sees every company's rows, also where the user is no superuser. */
    String jdbc() {
      return "jdbc:postgresql://" + host + ":" + port + "/" + name + "?options=-c%20" + EVERYBODY;
    }

    /** For the product's setting. */
    public String url() {
      return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + name;
    }
  }

  private final Address address;
  private final Optional<EmbeddedPostgres> embedded;

  private Server(Address address, Optional<EmbeddedPostgres> embedded) {
    this.address = address;
    this.embedded = embedded;
  }

  /** As the product's own is started. */
  public static Server start(Path folder) {
    return start(folder, false);
  }

  /**
   * @param folder for the embedded one's files
   * @param counting whether the embedded one counts statements, which costs it a little
   */
  public static Server start(Path folder, boolean counting) {
    var external = System.getenv("BENCH_DATABASE_URL");
    if (external != null && !external.isBlank()) {
      return new Server(parse(external), Optional.empty());
    }
    var server = embedded(folder);
    if (!counting) {
      return server;
    }
    server.run("alter system set shared_preload_libraries = 'pg_stat_statements'");
    server.close(); // it is read at start alone
    return embedded(folder).counting();
  }

  private Server counting() {
    run("create extension pg_stat_statements");
    run("alter system set pg_stat_statements.track = 'all'");
    run("select pg_reload_conf()");
    return this;
  }

  private static Server embedded(Path folder) {
    var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(folder, System.out::println));
    var url = java.net.URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
    return new Server(
        new Address(
            url.getHost(),
            url.getPort(),
            url.getPath().substring(1),
            postgres.user(),
            postgres.password()),
        Optional.of(postgres));
  }

  private static Address parse(String text) {
    var url = java.net.URI.create(text);
    var credentials = url.getUserInfo().split(":", 2);
    return new Address(
        url.getHost(),
        url.getPort() < 0 ? 5432 : url.getPort(),
        url.getPath().substring(1),
        credentials[0],
        credentials[1]);
  }

  public Address address() {
    return address;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(address.jdbc(), address.user(), address.password());
  }

  /** Of the postmaster; empty where it is somebody else's. */
  public OptionalLong pid() {
    return embedded.map(e -> OptionalLong.of(e.pid())).orElse(OptionalLong.empty());
  }

  /** Whether {@code pg_stat_statements} can be asked. */
  public boolean countsStatements() {
    return number(
            "select count(*) from pg_extension where extname = 'pg_stat_statements'"
                + " and current_setting('shared_preload_libraries') like '%pg_stat_statements%'")
        > 0;
  }

  /** One number, as a statement gives it. */
  public long number(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(OURS + sql)) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** One word, as a statement gives it. */
  public String text(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(OURS + sql)) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** For what returns nothing. */
  public void run(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedPostgres::close);
  }
}
