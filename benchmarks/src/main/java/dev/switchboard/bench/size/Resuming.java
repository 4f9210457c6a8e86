package dev.switchboard.bench.size;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.bench.machine.Processes;
import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** A client comes back after a hundred events of its company, and gets them. */
final class Resuming {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MISSED = 100;
  private static final int TIMES = 100;

  private final Product product;
  private final Caller caller;

  Resuming(Product product, Caller caller) {
    this.product = product;
    this.caller = caller;
  }

  /** From the question to the last frame that was missed. */
  Cost cost(Server server) {
    for (var i = 0; i < TIMES / 4; i++) {
      once();
    }
    var latency = new Histogram(Duration.ofMinutes(1).toNanos(), 3);
    var before = Processes.cpu(product.pid());
    var databaseBefore = database(server);
    for (var i = 0; i < TIMES; i++) {
      latency.recordValue(once());
    }
    return new Cost(
        latency.getValueAtPercentile(50) / 1e6,
        latency.getValueAtPercentile(99) / 1e6,
        (Processes.cpu(product.pid()) - before) * 1e6 / TIMES,
        (database(server) - databaseBefore) * 1e6 / TIMES,
        0);
  }

  private static double database(Server server) {
    return server.pid().isPresent() ? Processes.cpu(server.pid().getAsLong()) : 0;
  }

  private long once() {
    var frames = new Frames();
    var socket =
        caller
            .client()
            .newWebSocketBuilder()
            .subprotocols("bearer", caller.token())
            .buildAsync(
                URI.create(product.base().toString().replaceFirst("http", "ws") + "/ws"), frames)
            .join();
    var hello = frames.next(of("hello"));
    var start = System.nanoTime();
    socket
        .sendText(
            "{\"type\":\"resume\",\"epoch\":\"%s\",\"seq\":%d}"
                .formatted(hello.path("epoch").asText(), hello.path("seq").asLong() - MISSED),
            true)
        .join();
    var missed = frames.next(of("resumed")).path("count").asInt();
    for (var i = 0; i < missed; i++) {
      frames.next(frame -> frame.has("prev"));
    }
    var nanos = System.nanoTime() - start;
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    return nanos;
  }

  private static Predicate<JsonNode> of(String type) {
    return frame -> frame.path("type").asText().equals(type);
  }

  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> arrived = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          arrived.add(JSON.readTree(text.toString()));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    /** The next of those; others are passed over. */
    JsonNode next(Predicate<JsonNode> wanted) {
      while (true) {
        try {
          var frame = arrived.poll(20, TimeUnit.SECONDS);
          if (frame == null) {
            throw new IllegalStateException("no frame for 20 seconds");
          }
          if (wanted.test(frame)) {
            return frame;
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
