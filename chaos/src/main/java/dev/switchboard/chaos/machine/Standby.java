package dev.switchboard.chaos.machine;

import dev.switchboard.bench.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A copy of a running server that follows it: what {@code pg_basebackup} does, which is not among
 * the embedded programs.
 */
final class Standby {
  private Standby() {}

  /**
   * Starts following; commits of the first wait for this one from now on.
   *
   * @param from the folder of the first
   * @param to for the copy
   */
  static Server follow(Server first, Path from, Path to) {
    try (var connection = first.connect()) {
      copy(connection, from, to);
      var at = first.address();
      Files.writeString(
          to.resolve("postgres/postgresql.auto.conf"),
          "primary_conninfo = 'host=%s port=%d user=%s password=%s'%n"
              .formatted(at.host(), at.port(), at.user(), at.password()),
          StandardOpenOption.APPEND);
      own(Files.createFile(to.resolve("postgres/standby.signal")));
      var standby = Server.start(to, false);
      first.run("alter system set synchronous_standby_names = '*'");
      first.run("select pg_reload_conf()");
      awaitSynchronous(first);
      return standby;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("no standby", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Connection connection, Path from, Path to)
      throws SQLException, IOException, InterruptedException {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('chaos', true)");
      // files that vanish meanwhile are no fault: the log brings them up to date
      new ProcessBuilder("cp", "-a", from.toString(), to.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      try (var label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        label.next();
        own(Files.writeString(to.resolve("postgres/backup_label"), label.getString(1)));
      }
    }
    for (var gone : new String[] {"postgres/postmaster.pid", "switchboard.lock"}) {
      Files.deleteIfExists(to.resolve(gone));
    }
  }

  /** To whom the folder belongs: PostgreSQL runs as another user where we are root. */
  private static void own(Path file) throws IOException {
    Files.setOwner(file, Files.getOwner(file.getParent()));
  }

  private static void awaitSynchronous(Server first) throws InterruptedException {
    while (first.number("select count(*) from pg_stat_replication where sync_state = 'sync'")
        == 0) {
      Thread.sleep(100);
    }
  }
}
