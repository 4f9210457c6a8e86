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
        var begun = System.nanoTime();
        fault = another();
        pause = nextPause(pause, Duration.ofNanos(System.nanoTime() - begun));
      }
    } catch (InterruptedException _) {
      // by the stop
    }
  }

  /** Whoever is ready and ends at once is not better than who does not start. */
  private static Duration nextPause(Duration last, Duration lived) {
    if (lived.compareTo(LONGEST_PAUSE) > 0) {
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

  /**
   * Waits for the end of it.
   *
   * @return what became of it
   */
  private String another() throws InterruptedException {
    try {
      launch.makeWay();
      var begun = begin();
      begun.awaitReady(ServerProcess.RECOVERED_WITHIN);
      LOG.info("PostgreSQL is back (process {})", begun.pid());
      return endOf(begun);
    } catch (IOException | RuntimeException e) {
      return "has not started again: " + e.getMessage();
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
