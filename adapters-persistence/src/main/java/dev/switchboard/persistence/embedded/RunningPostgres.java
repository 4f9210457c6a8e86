package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The database of a Switchboard that is running on the same data directory, for its operator. */
public record RunningPostgres(String jdbcUrl, String user, String password) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * Waits a little for one that is just starting.
   *
   * @return empty where nobody uses the directory
   * @throws EmbeddedPostgresException somebody uses it, and their database is not to be had
   */
  public static Optional<RunningPostgres> on(Path dataDirectory) {
    var data = dataDirectory.toAbsolutePath().normalize();
    try {
      for (var deadline = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < deadline; ) {
        if (!inUse(data)) {
          return Optional.empty();
        }
        var cluster = Cluster.existing(data);
        var port = PidFile.readyOn(cluster.folder());
        if (port.isPresent()) {
          return Optional.of(of(cluster, port.get()));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot read the database's files in " + data + ": " + e.getMessage(), e);
    }
    throw new EmbeddedPostgresException(
        "the data directory " + data + " is in use, and its database does not answer yet");
  }

  private static RunningPostgres of(Cluster cluster, int port) throws IOException {
    return new RunningPostgres(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        EmbeddedPostgres.USER,
        cluster.password());
  }

  private static boolean inUse(Path data) throws IOException {
    var file = data.resolve("switchboard.lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException _) {
      return true; // by this very process
    }
  }

  @Override
  public String toString() {
    return jdbcUrl;
  }
}
