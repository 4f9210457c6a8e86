package dev.switchboard.meta.webhook;

import dev.switchboard.application.ingest.InboxAppender;
import dev.switchboard.meta.MetaSignature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * The short way of an ordinary signed post: taken before the servlets, and no thread waits for its
 * commit. All that is unusual, and all that has to be refused, goes the long way to {@link
 * WebhookRoutes} with its body given back, so that there is one place that says no.
 */
public final class WebhookDoor extends Handler.Wrapper {
  /** The attribute under which the long way finds why a post could not be stored. */
  static final String NOT_STORED = WebhookDoor.class.getName() + ".not-stored";

  /** Larger posts go the long way, which counts what it holds. */
  static final int LONGEST = 64 << 10;

  private static final byte[] RECEIVED = WebhookRoutes.RECEIVED.getBytes(StandardCharsets.UTF_8);
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  private static final HttpField LENGTH =
      new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, Integer.toString(RECEIVED.length));

  /** Told of each post that was answered here. */
  public interface Meter {
    /**
     * @param path the route
     * @param nanos from the request's first byte to its answer
     */
    void answered(String path, long nanos);
  }

  private final Map<String, Hook> hooks;
  private final InboxAppender appender;
  private final Consumer<HttpFields.Mutable> headers;
  private final Meter meter;
  private final long most;
  private final AtomicLong coming = new AtomicLong();

  /**
   * @param headers adds what every answer carries
   * @param most bytes of bodies that may be on their way here at once; beyond that the long way
   *     bounds them, and ends who sends too slowly
   */
  public WebhookDoor(
      WebhookSettings settings,
      InboxAppender appender,
      Consumer<HttpFields.Mutable> headers,
      Meter meter,
      long most) {
    this.hooks =
        Hook.of(settings).stream().collect(Collectors.toMap(Hook::path, Function.identity()));
    this.appender = appender;
    this.headers = headers;
    this.meter = meter;
    this.most = most;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var hook =
        HttpMethod.POST.is(request.getMethod())
            ? hooks.get(Request.getPathInContext(request))
            : null;
    if (hook == null || !ordinary(request) || !mayCome(request.getLength())) {
      return super.handle(request, response, callback);
    }
    var exchange = new Exchange(request, response, callback);
    Content.Source.asByteArrayAsync(request, LONGEST, new Body(hook, exchange));
    return true;
  }

  private boolean mayCome(long bytes) {
    if (coming.addAndGet(bytes) <= most) {
      return true;
    }
    coming.addAndGet(-bytes);
    return false;
  }

  private record Exchange(Request request, Response response, Callback callback) {}

  private final class Body implements Promise.Invocable<byte[]> {
    private final Hook hook;
    private final Exchange exchange;

    Body(Hook hook, Exchange exchange) {
      this.hook = hook;
      this.exchange = exchange;
    }

    @Override
    public void succeeded(byte[] body) {
      coming.addAndGet(-exchange.request().getLength());
      answered(exchange, () -> taken(hook, body, exchange));
    }

    @Override
    public void failed(Throwable failure) {
      coming.addAndGet(-exchange.request().getLength());
      exchange.callback().failed(failure instanceof TimeoutException ? late(failure) : failure);
    }

    /** Whose fault it is; as it comes it would be a 500, and ours. */
    private static HttpException.RuntimeException late(Throwable failure) {
      return new HttpException.RuntimeException(408, "The body did not come across", failure);
    }

    /** The long way may follow, which waits for its commit. */
    @Override
    public InvocationType getInvocationType() {
      return InvocationType.BLOCKING;
    }
  }

  private static boolean ordinary(Request request) {
    var length = request.getLength();
    var fields = request.getHeaders();
    return length > 0
        && length <= LONGEST
        && fields.getValuesList(MetaSignature.HEADER).size() == 1
        // a caller's own trace, a browser, and who waits to be told to go on
        && !fields.contains("traceparent")
        && !fields.contains(HttpHeader.ORIGIN)
        && !fields.contains(HttpHeader.EXPECT);
  }

  private void taken(Hook hook, byte[] body, Exchange exchange) {
    var signatures = exchange.request().getHeaders().getValuesList(MetaSignature.HEADER);
    if (!hook.signature().accepts(signatures, body) || !WebhookJson.isObject(body)) {
      theLongWay(new GivenBack(exchange.request(), body), exchange);
      return;
    }
    appender
        .appendLater(hook.path(), body)
        .whenComplete(
            (_, failure) ->
                answered(
                    exchange,
                    () -> {
                      if (failure == null) {
                        received(hook, exchange);
                      } else {
                        refused(failure, new GivenBack(exchange.request(), body), exchange);
                      }
                    }));
  }

  /** What is thrown here nobody else hears of, and the platform would wait for an answer. */
  private static void answered(Exchange exchange, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      exchange.callback().failed(e);
    }
  }

  private void received(Hook hook, Exchange exchange) {
    var response = exchange.response();
    response.setStatus(200);
    response.getHeaders().put(JSON).put(LENGTH);
    headers.accept(response.getHeaders());
    response.write(true, ByteBuffer.wrap(RECEIVED), exchange.callback());
    meter.answered(hook.path(), System.nanoTime() - exchange.request().getBeginNanoTime());
  }

  private void refused(Throwable failure, Request request, Exchange exchange) {
    request.setAttribute(NOT_STORED, InboxAppender.reason(failure));
    // whoever tells of the failure must not wait while it is written
    Thread.startVirtualThread(() -> answered(exchange, () -> theLongWay(request, exchange)));
  }

  private void theLongWay(Request request, Exchange exchange) {
    try {
      if (!super.handle(request, exchange.response(), exchange.callback())) {
        Response.writeError(request, exchange.response(), exchange.callback(), 404);
      }
    } catch (Exception e) {
      Response.writeError(request, exchange.response(), exchange.callback(), e);
    }
  }

  /** A request whose body was read, and can be read once more. */
  private static final class GivenBack extends Request.Wrapper {
    private final ByteBuffer body;
    private boolean read;

    GivenBack(Request request, byte[] body) {
      super(request);
      this.body = ByteBuffer.wrap(body);
    }

    @Override
    public Content.Chunk read() {
      if (read) {
        return Content.Chunk.EOF;
      }
      read = true;
      return Content.Chunk.from(body, true);
    }

    @Override
    public void demand(Runnable demandCallback) {
      demandCallback.run();
    }
  }
}
