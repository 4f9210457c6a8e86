package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The running {@code postgres}. */
final class ServerProcess {
  static final Duration READY_WITHIN = Duration.ofMinutes(2); // crash recovery takes its time

  /** For who has nothing better to do than wait: as much of the log as there may be to read. */
  static final Duration RECOVERED_WITHIN = Duration.ofHours(1);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final int LOG_KEPT_BYTES = 10_000_000;

  private final Launch launch;
  private final Process process;
  private final int port;
  private final long logStart;

  private ServerProcess(Launch launch, Process process, int port, long logStart) {
    this.launch = launch;
    this.process = process;
    this.port = port;
    this.logStart = logStart;
  }

  static ServerProcess start(Launch launch, int port) throws IOException {
    var log = launch.log();
    if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
      Files.delete(log);
    }
    var logStart = Files.exists(log) ? Files.size(log) : 0;
    var builder =
        new ProcessBuilder(launch.command(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var server = new ServerProcess(launch, spawn(builder, launch.cluster()), port, logStart);
    if (!launch.account().diesWithUs()) {
      server.stopOnExit();
    }
    return server;
  }

  private void stopOnExit() {
    var hook = new Thread(this::interruptServer, "postgres-stop");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) { // on our way out already
      stop();
      throw e;
    }
    process.onExit().thenRun(() -> removed(hook)); // each restart brings its own
  }

  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return false; // it runs
    }
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
   * @throws InTheWay it may be tried again, on another port
   */
  void awaitReady(Duration within) {
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
      try (var connection =
          DriverManager.getConnection(
              jdbcUrl() + "?sslmode=disable&connectTimeout=2",
              EmbeddedPostgres.USER,
              launch.password())) {
        Verifier.shorten(connection, launch.password());
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
    throw new EmbeddedPostgresException(
        "PostgreSQL did not become ready, see " + launch.log(), last);
  }

  private boolean saysReady() {
    try {
      return PidFile.ready(launch.cluster(), pid());
    } catch (IOException | NumberFormatException _) {
      return false; // caught in the middle of being written
    }
  }

  private RuntimeException ended() {
    var words = lastWords();
    if (words.contains("could not create any TCP/IP sockets")) {
      return new InTheWay("another program has taken its port " + port);
    }
    if (words.contains("is still in use") || words.contains("\"postmaster.pid\" already exists")) {
      return new InTheWay("one before it has not quite ended; the last words: " + words);
    }
    return new EmbeddedPostgresException(
        "PostgreSQL ended while starting; its last words: " + words);
  }

  /** For good. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  String lastWords() {
    return LastWords.of(launch.log(), logStart);
  }

  int port() {
    return port;
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
