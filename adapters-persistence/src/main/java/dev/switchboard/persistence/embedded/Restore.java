package dev.switchboard.persistence.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Makes a data directory of a {@link BaseBackup}. It gets an epoch of its own, by which clients
 * notice that positions they remember are worth nothing.
 */
public final class Restore {
  /**
   * What happened after the backup is not known here, and yet it happened: ids that were given out
   * since must not be given out again, for platforms and clients remember them; answers that wait
   * may have been sent, so they are looked for first, as after a call that was made; sessions may
   * have been ended, or their tokens stolen and replaced, so all of them end; and what opens
   * something once may have been used.
   */
  private static final List<String> AFTERWARDS =
      List.of(
          "select setval('switchboard_id', last_value + 1000000000000) from switchboard_id",
          """
          update outbox
          set state = 'AMBIGUOUS', called_at = coalesce(called_at, created_at), attempts = greatest(attempts, 1)
          where kind = 'SEND' and state in ('PENDING', 'LEASED')
          """,
          "update session set revoked_at = now(), revoked_reason = 'restored' where revoked_at is null",
          "delete from ws_ticket",
          "delete from password_reset");

  private Restore() {}

  /**
   * @param dataDirectory empty, or not there yet
   * @throws EmbeddedPostgresException with one line that says what is wrong
   */
  public static void from(Path backup, Path dataDirectory, Consumer<String> notice) {
    var data = dataDirectory.toAbsolutePath().normalize();
    var account = Account.current();
    try (var _ = claimed(data)) {
      restore(backup, data, account, Cluster.of(data, account, notice), notice);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot use the data directory " + data + ": " + e.getMessage(), e);
    }
  }

  /** Locked until it is closed. */
  private static FileChannel claimed(Path data) throws IOException {
    refuseUsed(data);
    Folders.createPassable(data);
    return EmbeddedPostgres.lock(data).channel();
  }

  private static void restore(
      Path backup, Path data, Account account, Cluster cluster, Consumer<String> notice) {
    try {
      var unfinished = cluster.unfinished();
      var fresh = unfinished.folder();
      unpack(backup, data, cluster.folder(), fresh);
      // with this PostgreSQL begins a new timeline when it has read the log; it deletes it itself
      Files.createFile(fresh.resolve("recovery.signal"));
      Files.writeString(
          fresh.resolve("postgresql.auto.conf"),
          // the log is here already, all of it; and nobody looks in before it has been read
          "restore_command = 'false'\nhot_standby = 'off'\n"
              // two restores of one backup count their timelines alike
              + "switchboard.epoch = '%s'\n".formatted(Folders.random(16)),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      account.own(fresh);
      unfinished.refuseOtherVersion();
      var home = Binaries.unpacked(EmbeddedPostgres.Options.in(data, notice).cache());
      settle(
          EmbeddedPostgres.launch(account, home, data, unfinished)
              .ready(ServerProcess.RECOVERED_WITHIN),
          unfinished.password());
      Files.move(fresh, cluster.folder()); // not before: from here on a start takes it
    } catch (IOException | SQLException | RuntimeException e) {
      throw new EmbeddedPostgresException(
          "not restored, delete " + cluster.places(data) + ": " + e.getMessage(), e);
    }
  }

  private static void refuseUsed(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    try (var files = Files.list(data)) {
      if (files.findAny().isPresent()) {
        throw new EmbeddedPostgresException(
            "the data directory " + data + " is in use: set DATA_DIR to one that is not there yet");
      }
    }
  }

  private static void unpack(Path backup, Path data, Path cluster, Path fresh) throws IOException {
    Folders.createPassable(cluster.getParent());
    try (var tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(backup))))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var name = Path.of(entry.getName()).normalize();
        if (name.isAbsolute() || name.startsWith("..")) {
          throw new IOException("the backup names a file outside itself: " + name);
        }
        unpack(entry.isDirectory(), tar, place(name, data, cluster, fresh));
      }
    }
    if (!Files.exists(fresh.resolve("backup_label"))) {
      throw new IOException(backup + " is no whole backup");
    }
  }

  private static Path place(Path name, Path data, Path cluster, Path fresh) {
    var top = Path.of(BaseBackup.CLUSTER);
    if (name.startsWith(top)) {
      return fresh.resolve(top.relativize(name));
    }
    return name.toString().equals(BaseBackup.PASSWORD)
        ? cluster.resolveSibling(BaseBackup.PASSWORD)
        : data.resolve(name);
  }

  private static void unpack(boolean folder, InputStream content, Path target) throws IOException {
    if (folder) {
      Files.createDirectories(target);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    } else {
      Files.createFile(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var out = Files.newOutputStream(target)) {
        content.transferTo(out);
      }
    }
  }

  private static void settle(ServerProcess server, String password) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), EmbeddedPostgres.USER, password);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var step : AFTERWARDS) {
        statement.execute(step);
      }
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("checkpoint"); // else the stop has to, and that is given seconds alone
    } finally {
      server.stop();
    }
  }
}
