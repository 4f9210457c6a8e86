package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A copy of a running embedded server, by PostgreSQL's own protocol for copies of files that are
 * being written ({@code pg_backup_start}, {@code pg_backup_stop}): the files, and the write-ahead
 * log of the time they were copied in, from which the restored server makes them whole. It is the
 * database as of the end of the copy. With it go the keys and templates of the data directory.
 */
public final class BaseBackup {
  /** What is kept of the data directory beside the server's files. */
  static final List<String> BESIDE = List.of("jwt.secret", "encryption.key", "mail-templates");

  static final String CLUSTER = "postgres";
  static final String PASSWORD = "postgres.password";

  // rebuilt by every start, or bound to the process
  private static final Set<String> CONTENTS_LEFT_OUT =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");
  private static final Set<String> FILES_LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "backup_label", "recovery.signal");
  private static final Path CONTROL = Path.of("global", "pg_control");

  private final Path cluster;
  private final BackupFile to;

  private BaseBackup(Path cluster, BackupFile to) {
    this.cluster = cluster;
    this.to = to;
  }

  /**
   * @param target a file that is not there yet; it appears complete, and for its owner alone
   * @throws EmbeddedPostgresException with one line that says what is wrong
   */
  public static void write(Path dataDirectory, RunningPostgres server, Path target) {
    var data = dataDirectory.toAbsolutePath().normalize();
    var fresh = target.resolveSibling(target.getFileName() + ".new");
    try {
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      var folder = Cluster.existing(data).folder();
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var to = new BackupFile(Files.newOutputStream(fresh))) {
        new BaseBackup(folder, to).write(data, server);
      }
      try (var written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      throw new EmbeddedPostgresException(target + " is there already", e);
    } catch (IOException | SQLException | UncheckedIOException e) {
      deleteQuietly(fresh);
      throw new EmbeddedPostgresException("no backup was made: " + e.getMessage(), e);
    }
  }

  private void write(Path data, RunningPostgres server) throws IOException, SQLException {
    try (var connection =
        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
      // the log of the whole copy must still be there at its end; goes with the connection
      text(
          connection,
          "select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)::text");
      var first = text(connection, "select pg_walfile_name(pg_backup_start('switchboard', true))");
      files();
      var last = stop(connection);
      log(first, last);
    }
    to.file(cluster.resolveSibling(PASSWORD), PASSWORD);
    for (var name : BESIDE) {
      to.tree(data.resolve(name), name, _ -> true);
    }
  }

  private String stop(Connection connection) throws SQLException, IOException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                // where the next would begin, the one before is the last
                "select pg_walfile_name(lsn - 1), labelfile from pg_backup_stop(false)")) {
      rows.next();
      to.bytes(CLUSTER + "/backup_label", rows.getString(2).getBytes(StandardCharsets.UTF_8));
      return rows.getString(1);
    }
  }

  private void files() throws IOException {
    to.tree(cluster, CLUSTER, inside -> !leftOut(inside) && !inside.equals(CONTROL));
    to.file(cluster.resolve(CONTROL), CLUSTER + "/" + CONTROL); // last, as newest of all
  }

  private static boolean leftOut(Path inside) {
    var top = inside.getName(0).toString();
    var name = inside.getFileName().toString();
    return inside.getNameCount() > 1 && CONTENTS_LEFT_OUT.contains(top)
        || FILES_LEFT_OUT.contains(name)
        || name.startsWith("pgsql_tmp")
        || name.equals("pg_internal.init");
  }

  private void log(String first, String last) throws IOException {
    var log = CLUSTER + "/pg_wal/";
    var copied = new ArrayList<String>();
    try (var paths = Files.list(cluster.resolve("pg_wal"))) {
      for (var path : paths.sorted().toList()) {
        var name = path.getFileName().toString();
        if (name.endsWith(".history")) {
          to.file(path, log + name);
        } else if (Segments.between(first, last, name) && to.file(path, log + name)) {
          copied.add(name);
        }
      }
    }
    Segments.requireAll(first, last, copied);
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // half a file named .new stays behind, and the next backup replaces it
    }
  }
}
