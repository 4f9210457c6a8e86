package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The running {@code postgres}. */
final class ServerProcess {
  static final Duration READY_WITHIN = Duration.ofMinutes(2); // crash recovery takes its time
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final int LOG_KEPT_BYTES = 10_000_000;

  private final Process process;
  private final Path cluster;
  private final int port;
  private final Path log;
  private final long logStart;
  private final Thread stopOnExit;

  private ServerProcess(Process process, Path cluster, int port, Path log, long logStart) {
    this.process = process;
    this.cluster = cluster;
    this.port = port;
    this.log = log;
    this.logStart = logStart;
    stopOnExit = new Thread(this::interruptServer, "postgres-stop");
  }

  static ServerProcess start(Account account, Path home, Path cluster, int port, Path log)
      throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
      Files.delete(log);
    }
    var logStart = Files.exists(log) ? Files.size(log) : 0;
    var command =
        account.wrapDetached(
            List.of(
                home.resolve("bin/postgres").toString(),
                "-D",
                cluster.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "max_connections=100",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "jit=off",
                "-c",
                "max_wal_size=2GB",
                "-c",
                "log_timezone=UTC",
                "-c",
                "logging_collector=off"));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var server = new ServerProcess(spawn(builder, cluster), cluster, port, log, logStart);
    if (!account.diesWithUs()) {
      Runtime.getRuntime().addShutdownHook(server.stopOnExit);
    }
    return server;
  }

  /**
   * The kernel's death signal is tied to the thread that spawned the child, so that thread stays
   * until the child has ended.
   */
  private static Process spawn(ProcessBuilder builder, Path cluster) {
    var started = new CompletableFuture<Process>();
    Thread.ofPlatform()
        .name("postgres")
        .daemon()
        .start(
            () -> {
              try {
                var process = builder.start();
                started.complete(process);
                process.waitFor();
              } catch (IOException e) {
                started.completeExceptionally(e);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      return started.join();
    } catch (CompletionException e) {
      throw new EmbeddedPostgresException(
          "cannot start PostgreSQL on " + cluster + ": " + e.getCause().getMessage(), e);
    }
  }

  /** A server that outlived its killed owner is on its way down, or is brought down. */
  static void awaitEndOfPrevious(Path cluster) throws IOException {
    var previous = PidFile.server(cluster);
    try {
      if (previous.isPresent() && !ended(previous.get(), Duration.ofSeconds(5))) {
        Commands.interrupt(previous.get().pid());
        if (!ended(previous.get(), STOP_WITHIN)) {
          throw new EmbeddedPostgresException(
              "an earlier PostgreSQL (process "
                  + previous.get().pid()
                  + ") still runs on "
                  + cluster);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("interrupted while waiting for an earlier PostgreSQL", e);
    }
  }

  private static boolean ended(ProcessHandle handle, Duration within) throws InterruptedException {
    try {
      handle.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return !handle.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws PortTaken another one may be tried
   */
  void awaitReady(String user, String password, Duration within) {
    var deadline = System.nanoTime() + within.toNanos();
    SQLException last = null;
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw ended();
      }
      if (!saysReady()) { // an attempt to connect costs more than a look, and fails loudly
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        continue;
      }
      try (var _ = DriverManager.getConnection(jdbcUrl() + "?connectTimeout=2", user, password)) {
        return;
      } catch (SQLException e) {
        if (e.getSQLState() != null && e.getSQLState().startsWith("28")) {
          stop();
          throw new EmbeddedPostgresException(
              "the database does not know its password: the data directory is a mixture of two", e);
        }
        last = e;
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
    stop();
    throw new EmbeddedPostgresException("PostgreSQL did not become ready, see " + log, last);
  }

  private boolean saysReady() {
    try {
      return PidFile.readyOn(cluster).filter(listening -> listening == port).isPresent();
    } catch (IOException | NumberFormatException _) {
      return false; // caught in the middle of being written
    }
  }

  private RuntimeException ended() {
    var words = lastWords();
    if (words.stream().anyMatch(line -> line.contains("could not create any TCP/IP sockets"))) {
      return new PortTaken();
    }
    return new EmbeddedPostgresException(
        "PostgreSQL ended while starting; its last words: "
            + (words.isEmpty() ? "none, see " + log : words.getFirst()));
  }

  /** Of this start alone, the last first. */
  private List<String> lastWords() {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(logStart);
      var bytes = new byte[(int) Math.min(file.length() - logStart, 1_000_000)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("FATAL") || line.contains("PANIC"))
          .toList()
          .reversed();
    } catch (IOException _) {
      return List.of();
    }
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  long pid() {
    return process.pid();
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  void stop() {
    try {
      interruptServer();
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void interruptServer() {
    if (process.isAlive()) {
      Commands.interrupt(process.pid());
    }
  }
}
