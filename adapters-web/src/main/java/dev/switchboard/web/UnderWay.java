package dev.switchboard.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Knows the requests under way, so that a server that stops answers them before it closes their
 * connections: Jetty's own stop does not wait for them. Thread-safe.
 */
final class UnderWay extends Handler.Wrapper {
  private static final String SECONDS = "2"; // a balancer looks elsewhere, or a new server starts

  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean leaving;
  private volatile boolean over;

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    requests.incrementAndGet(); // before the look at whether it is over: see end
    Request.addCompletionListener(request, _ -> left());
    if (over) {
      response.setStatus(503);
      response.getHeaders().put(HttpHeader.RETRY_AFTER, SECONDS);
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
      ProtocolErrors.write(
          request, response, callback, 503, "stopping", "The server is stopping: ask again.");
      return true;
    }
    if (leaving && !request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    return super.handle(request, response, callback);
  }

  private void left() {
    if (requests.decrementAndGet() == 0 && over) {
      ended.countDown();
    }
  }

  int count() {
    return requests.get();
  }

  /** From now on each answer is its connection's last, so that few are open when all are closed. */
  void leave() {
    leaving = true;
  }

  /** From now on requests are refused. Returns when none is under way, or after that time. */
  void end(Duration patience) {
    over = true;
    if (requests.get() == 0) {
      return;
    }
    try {
      ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
