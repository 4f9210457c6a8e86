package dev.switchboard.web;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * How many connections there may be. At the bound, those on which nothing has been asked for
 * longest are closed, so that idle ones keep nobody out; newcomers wait meanwhile, in the kernel.
 * Sockets, and what is being asked or answered, are left alone.
 */
final class ConnectionBound extends NetworkConnectionLimit {
  private static final int ACCEPT_QUEUE = 1_024; // Java's own is 50: a burst would wait seconds
  private static final int SHARE = 50;
  private static final long IDLE_MILLIS = 1_000;

  /** Its time is read once: it moves, and nothing can be sorted by what moves. */
  private record Idle(AbstractEndPoint endPoint, long millis) {
    static Idle of(AbstractEndPoint endPoint) {
      return new Idle(endPoint, endPoint.getIdleFor());
    }
  }

  private final Server server;
  private final AtomicBoolean atWork = new AtomicBoolean(); // or about to be

  ConnectionBound(int most, Server server) {
    super(most, server);
    this.server = server;
  }

  @Override
  protected void doStart() throws Exception {
    Stream.of(server.getConnectors())
        .filter(ServerConnector.class::isInstance)
        .forEach(connector -> ((ServerConnector) connector).setAcceptQueueSize(ACCEPT_QUEUE));
    atWork.set(false); // what was planned before a stop was dropped with it
    super.doStart();
  }

  /** Called under a lock that closing a connection needs too. */
  @Override
  protected void limit() {
    super.limit();
    beginUnlessAtWork();
  }

  private void beginUnlessAtWork() {
    if (atWork.compareAndSet(false, true)) {
      later(0);
    }
  }

  private void later(long millis) {
    server.getScheduler().schedule(this::makeRoom, millis, TimeUnit.MILLISECONDS);
  }

  private void makeRoom() {
    try {
      if (atBound()) {
        idle().stream()
            .limit(Math.max(1, getMaxNetworkConnectionCount() / SHARE))
            .forEach(
                each -> each.close(new TimeoutException("idle, and others wait for its place")));
      }
    } finally {
      if (atBound()) {
        later(IDLE_MILLIS / 10);
      } else {
        atWork.set(false);
        if (atBound()) { // reached meanwhile by somebody who saw this one still at work
          beginUnlessAtWork();
        }
      }
    }
  }

  private boolean atBound() {
    return isRunning()
        && getNetworkConnectionCount() + getPendingNetworkConnectionCount()
            >= getMaxNetworkConnectionCount();
  }

  /** Those with nothing to do, the most idle first. */
  private List<AbstractEndPoint> idle() {
    return Stream.of(server.getConnectors())
        .flatMap(connector -> connector.getConnectedEndPoints().stream())
        .filter(AbstractEndPoint.class::isInstance)
        .map(AbstractEndPoint.class::cast)
        .filter(ConnectionBound::asksNothing)
        .map(Idle::of)
        .filter(each -> each.millis() > IDLE_MILLIS)
        .sorted(Comparator.comparingLong(Idle::millis).reversed())
        .map(Idle::endPoint)
        .toList();
  }

  private static boolean asksNothing(EndPoint raw) {
    var connection =
        raw.getConnection() instanceof SslConnection encrypted
            ? encrypted.getSslEndPoint().getConnection()
            : raw.getConnection();
    return connection instanceof HttpConnection http && http.getParser().isStart();
  }
}
