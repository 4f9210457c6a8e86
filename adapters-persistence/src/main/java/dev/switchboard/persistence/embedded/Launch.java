package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How a server is started on a cluster, the first time and every other. Whoever does so has locked
 * the data directory.
 *
 * @param home of PostgreSQL's programs
 * @param cluster the server's files
 * @param log what the server says is added to it
 */
record Launch(Account account, Path home, Path cluster, String password, Path log) {
  // a statement of the server before notices the end of that when it is over, after 20 s at most
  private static final Duration WAY_FREE_WITHIN = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * On any port, and it answers; whoever asks for it stops it.
   *
   * @throws EmbeddedPostgresException it ended, or was not ready in time and is stopped
   */
  ServerProcess ready(Duration within) throws IOException {
    for (var end = System.nanoTime() + WAY_FREE_WITHIN.toNanos(); ; ) {
      makeWay();
      var server = on(freePort());
      try {
        server.awaitReady(within);
        return server;
      } catch (InTheWay e) {
        if (System.nanoTime() > end) {
          throw new EmbeddedPostgresException("PostgreSQL does not start: " + e.getMessage(), e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** What a server before may have left: itself, on its way down, or its file. */
  void makeWay() throws IOException {
    ServerProcess.awaitEndOfPrevious(cluster);
  }

  /** Begins what {@link ServerProcess#awaitReady} waits for. */
  ServerProcess on(int port) throws IOException {
    return ServerProcess.start(this, port);
  }

  List<String> command(int port) {
    return account.wrapDetached(
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
  }

  /** Somebody else may take it before PostgreSQL does; then another one is tried. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public String toString() {
    return cluster.toString();
  }
}
