package dev.switchboard.web;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends the connection of whoever does not get a request across in time: with a byte now and then
 * nobody is ever silent, and would hold a connection as long as they like. Looks at all connections
 * a few times within the deadline; what is being answered, and sockets, are left alone.
 */
final class RequestDeadline extends AbstractLifeCycle {
  private static final int LOOKS = 4;

  private final Server server;
  private final Duration deadline;
  // since when, as the looks saw it; each look is another thread's, but they never overlap
  private final Map<EndPoint, Long> silent = Collections.synchronizedMap(new WeakHashMap<>());
  private volatile Scheduler.Task next = () -> false;

  /**
   * @param deadline from a request's first byte to its last, and from a connection to its first
   *     request
   */
  RequestDeadline(Server server, Duration deadline) {
    this.server = server;
    this.deadline = deadline;
  }

  @Override
  protected void doStart() {
    plan();
  }

  @Override
  protected void doStop() {
    next.cancel();
  }

  private void plan() {
    var pause = Math.max(1, deadline.toMillis() / LOOKS);
    next = server.getScheduler().schedule(this::look, pause, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      for (var connector : server.getConnectors()) {
        connector.getConnectedEndPoints().forEach(this::look);
      }
    } finally {
      if (isRunning()) {
        plan();
      }
    }
  }

  private void look(EndPoint raw) {
    var connection =
        raw.getConnection() instanceof SslConnection encrypted
            ? encrypted.getSslEndPoint().getConnection()
            : raw.getConnection();
    if (connection instanceof HttpConnection http && late(http, raw)) {
      raw.close(new TimeoutException("the request did not come across in " + deadline));
    }
  }

  private boolean late(HttpConnection http, EndPoint raw) {
    var parser = http.getParser();
    if (parser.isStart()) {
      // nothing yet but, say, half a handshake or empty lines; later the idle timeout is enough
      return http.getMessagesIn() == 0
          && NanoTime.since(silent.computeIfAbsent(raw, _ -> NanoTime.now())) > deadline.toNanos();
    }
    return receiving(parser) && NanoTime.since(parser.getBeginNanoTime()) > deadline.toNanos();
  }

  private static boolean receiving(HttpParser parser) {
    return parser.inHeaderState() || parser.inContentState();
  }
}
