package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is started again whenever it ends and nobody asked it to: killed, or ended by
 * itself on a full disk. It comes back on the same port, so that its address stays what it is, and
 * is tried for without end; what is in the way may go.
 */
final class SupervisedServer {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedServer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  static final Duration WELL_AFTER = Duration.ofSeconds(3);

  /**
   * What became of a server.
   *
   * @param worked since it was ready, which it may never have been
   */
  private record End(String fault, Duration worked) {}

  private final Launch launch;
  private final Thread supervisor =
      Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::supervise);
  private ServerProcess server; // guarded by this
  private boolean stopped; // guarded by this

  private SupervisedServer(Launch launch, ServerProcess server) {
    this.launch = launch;
    this.server = server;
  }

  /**
   * @throws EmbeddedPostgresException the first start failed, which is not tried again
   */
  static SupervisedServer start(Launch launch) throws IOException {
    var supervised = new SupervisedServer(launch, launch.ready(ServerProcess.READY_WITHIN));
    supervised.supervisor.start();
    return supervised;
  }

  private void supervise() {
    var pause = FIRST_PAUSE;
    try {
      var fault = endOf(current());
      while (!stopped()) {
        LOG.error("PostgreSQL {}; next start in {} ms", fault, pause.toMillis());
        Thread.sleep(pause);
        var end = another();
        fault = end.fault();
        pause = nextPause(pause, end.worked());
      }
    } catch (InterruptedException _) {
      // by the stop
    }
  }

  /**
   * Whoever is ready and ends at once is not better than who does not start; a start that worked is
   * no reason to wait longer for the next.
   */
  private static Duration nextPause(Duration last, Duration worked) {
    if (worked.compareTo(WELL_AFTER) >= 0) {
      return FIRST_PAUSE;
    }
    var doubled = last.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private static String endOf(ServerProcess server) throws InterruptedException {
    var status = server.awaitEnd();
    return "(process %d) has ended with status %d, which nobody asked for; its last words: %s"
        .formatted(server.pid(), status, server.lastWords());
  }

  /** Waits for the end of it. */
  private End another() throws InterruptedException {
    try {
      launch.makeWay();
      var begun = begin();
      begun.awaitReady(ServerProcess.RECOVERED_WITHIN);
      var ready = System.nanoTime();
      LOG.info("PostgreSQL is back (process {})", begun.pid());
      var fault = endOf(begun);
      return new End(fault, Duration.ofNanos(System.nanoTime() - ready));
    } catch (IOException | RuntimeException e) {
      return new End("has not started again: " + e.getMessage(), Duration.ZERO);
    }
  }

  /**
   * All or nothing: a stop finds it, or it does not begin.
   *
   * @throws InterruptedException there was a stop
   */
  synchronized ServerProcess begin() throws IOException, InterruptedException {
    if (stopped) {
      throw new InterruptedException("stopped");
    }
    server = launch.on(server.port());
    return server;
  }

  private synchronized ServerProcess current() {
    return server;
  }

  private synchronized boolean stopped() {
    return stopped;
  }

  String jdbcUrl() {
    return current().jdbcUrl();
  }

  /** Of the last one that was started. */
  long pid() {
    return current().pid();
  }

  /** At once, whatever it is doing; when this returns there is none, and there will be none. */
  void stop() {
    synchronized (this) {
      stopped = true;
    }
    supervisor.interrupt();
    current().stop();
    try {
      supervisor.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
