package dev.switchboard.persistence.embedded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

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
  private static final int BUFFER = 1 << 16;

  private final Path cluster;
  private final TarArchiveOutputStream tar;

  private BaseBackup(Path cluster, TarArchiveOutputStream tar) {
    this.cluster = cluster;
    this.tar = tar;
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
      try (var tar = tar(Files.newOutputStream(fresh))) {
        new BaseBackup(folder, tar).write(data, server);
        tar.finish();
      }
      try (var written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      throw new EmbeddedPostgresException(target + " is there already", e);
    } catch (IOException | SQLException e) {
      deleteQuietly(fresh);
      throw new EmbeddedPostgresException("no backup was made: " + e.getMessage(), e);
    }
  }

  private static TarArchiveOutputStream tar(OutputStream file) throws IOException {
    var tar =
        new TarArchiveOutputStream(new BufferedOutputStream(new GZIPOutputStream(file, BUFFER)));
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    return tar;
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
    file(cluster.resolveSibling(PASSWORD), PASSWORD);
    for (var name : BESIDE) {
      tree(data.resolve(name), name);
    }
  }

  private String stop(Connection connection) throws SQLException, IOException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select pg_walfile_name(lsn), labelfile from pg_backup_stop(false)")) {
      rows.next();
      bytes(CLUSTER + "/backup_label", rows.getString(2).getBytes(StandardCharsets.UTF_8));
      return rows.getString(1);
    }
  }

  private void files() throws IOException {
    try (var paths = Files.walk(cluster)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        var inside = cluster.relativize(path);
        if (!leftOut(inside) && !inside.equals(CONTROL)) {
          entry(path, name(inside));
        }
      }
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    entry(cluster.resolve(CONTROL), name(CONTROL)); // last, as newest of all
  }

  private static String name(Path inside) {
    return inside.toString().isEmpty() ? CLUSTER : CLUSTER + "/" + inside;
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
    try (var paths = Files.list(cluster.resolve("pg_wal"))) {
      for (var path : paths.sorted().toList()) {
        var name = path.getFileName().toString();
        var segment =
            name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
        if (segment || name.endsWith(".history")) {
          file(path, CLUSTER + "/pg_wal/" + name);
        }
      }
    }
  }

  private void tree(Path top, String name) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    try (var paths = Files.walk(top)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        var inside = top.relativize(path).toString();
        entry(path, inside.isEmpty() ? name : name + "/" + inside);
      }
    }
  }

  private void entry(Path path, String name) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
      tar.closeArchiveEntry();
    } else {
      file(path, name);
    }
  }

  /** Exactly as long as it was at first: what is written meanwhile is in the log. */
  private void file(Path path, String name) throws IOException {
    try (var in = Files.newInputStream(path)) {
      var entry = new TarArchiveEntry(name);
      entry.setMode(0100600);
      entry.setSize(Files.size(path));
      tar.putArchiveEntry(entry);
      copy(in, entry.getSize());
      tar.closeArchiveEntry();
    } catch (NoSuchFileException _) {
      // a table that was dropped, or a temporary one
    }
  }

  private void copy(InputStream in, long size) throws IOException {
    var buffer = new byte[BUFFER];
    for (var left = size; left > 0; ) {
      var wanted = (int) Math.min(left, buffer.length);
      var read = in.readNBytes(buffer, 0, wanted);
      if (read < wanted) { // cut off meanwhile, which is in the log too
        java.util.Arrays.fill(buffer, read, wanted, (byte) 0);
      }
      tar.write(buffer, 0, wanted);
      left -= wanted;
    }
  }

  private void bytes(String name, byte[] content) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setMode(0100600);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
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
