package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a server is started on a cluster, the first time and every other. Whoever does so has locked
 * the data directory.
 *
 * @param home of PostgreSQL's programs
 * @param cluster the server's files
 * @param log what the server says is added to it
 */
record Launch(Account account, Path home, Path cluster, String password, Path log) {
  private static final int PORT_ATTEMPTS = 3;

  /**
   * On any port, and it answers; whoever asks for it stops it.
   *
   * @throws EmbeddedPostgresException it ended, or was not ready in time and is stopped
   */
  ServerProcess ready(Duration within) throws IOException {
    makeWay();
    for (var attempt = 1; ; attempt++) {
      var server = on(freePort());
      try {
        server.awaitReady(within);
        return server;
      } catch (PortTaken e) {
        if (attempt == PORT_ATTEMPTS) {
          throw new EmbeddedPostgresException("PostgreSQL finds no free port", e);
        }
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
