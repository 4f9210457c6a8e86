package dev.switchboard.bootstrap.database;

import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.persistence.PersistenceUnit;
import dev.switchboard.persistence.embedded.EmbeddedPostgres;
import dev.switchboard.persistence.embedded.RunningPostgres;
import java.util.Optional;
import java.util.function.Consumer;

/** The open database, migrated; with it the embedded server where there is no other. */
public final class Storage implements AutoCloseable {
  // of this machine alone, without a certificate: the question after one costs each connection
  private static final String PLAIN = "?sslmode=disable";

  private final Optional<EmbeddedPostgres> server;
  private final PersistenceUnit unit;

  private Storage(Optional<EmbeddedPostgres> server, PersistenceUnit unit) {
    this.server = server;
    this.unit = unit;
  }

  /**
   * @throws dev.switchboard.persistence.embedded.EmbeddedPostgresException one line that says what
   *     is wrong
   * @throws DatabaseUnreachable there is no such server, or it does not let us in
   */
  public static Storage open(Settings.Storage settings, Consumer<String> notice) {
    if (settings.database().isPresent()) {
      var url = settings.database().get();
      return new Storage(
          Optional.empty(), connect(settings, url.jdbcUrl(), url.user(), url.password()));
    }
    var server =
        EmbeddedPostgres.start(EmbeddedPostgres.Options.in(settings.dataDirectory(), notice));
    try {
      var unit = connect(settings, server.jdbcUrl() + PLAIN, server.user(), server.password());
      return new Storage(Optional.of(server), unit);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * As {@link #open}, also beside a server that has the data directory in use: then its database is
   * used, and left running.
   */
  public static Storage beside(Settings.Storage settings, Consumer<String> notice) {
    var running =
        settings.database().isPresent()
            ? Optional.<RunningPostgres>empty()
            : RunningPostgres.on(settings.dataDirectory());
    return running
        .map(
            server ->
                new Storage(
                    Optional.empty(),
                    connect(settings, server.jdbcUrl(), server.user(), server.password())))
        .orElseGet(() -> open(settings, notice));
  }

  private static PersistenceUnit connect(
      Settings.Storage settings, String jdbcUrl, String user, String password) {
    try {
      return PersistenceUnit.open(
          new PersistenceUnit.Config(
              jdbcUrl, user, password, settings.poolSize(), settings.webhookPoolSize()));
    } catch (RuntimeException e) {
      throw DatabaseUnreachable.orSame(jdbcUrl, e);
    }
  }

  public PersistenceUnit unit() {
    return unit;
  }

  /** Connections first, then the server they lead to. */
  @Override
  public void close() {
    try {
      unit.close();
    } finally {
      server.ifPresent(EmbeddedPostgres::close);
    }
  }
}
