package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.HttpLoad;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * From the moment a customer's message was due until its frame is on a socket that sees the whole
 * company. Messages arrive on a schedule, whether the server keeps up or not.
 */
public final class FrameLatency {
  /**
   * @param latency in nanoseconds
   * @param missing acknowledged, and no frame came
   */
  public record Result(Histogram latency, long missing) {}

  private final Scene scene;
  private final int everySecond;

  public FrameLatency(Scene scene, int everySecond) {
    this.scene = scene;
    this.everySecond = everySecond;
  }

  public Result run(Duration time) {
    var arrivals = Arrivals.everySecond(everySecond);
    var count = (int) arrivals.within(time);
    var posts = new Webhooks(Scene.PAGE, "frame" + System.nanoTime(), 1_000, 1);
    var frames = new Frames(posts.message(0).replaceFirst("0$", ""), count);
    try (var client = HttpClient.newHttpClient()) {
      var socket =
          client
              .newWebSocketBuilder()
              .subprotocols("bearer", scene.administratorToken())
              .buildAsync(
                  URI.create(scene.product().base().toString().replaceFirst("http", "ws") + "/ws"),
                  frames)
              .join();
      frames.awaitHello();
      var sent = new HttpLoad(scene.product().address(), 16, arrivals, posts::post).run(time);
      frames.awaitAll();
      socket.abort();
      return frames.since(sent.started(), arrivals);
    }
  }

  /** Notes when the frame of each message came. */
  private static final class Frames implements WebSocket.Listener {
    private final String prefix;
    private final long[] at;
    private final CountDownLatch all;
    private final CountDownLatch hello = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();

    Frames(String prefix, int count) {
      this.prefix = prefix;
      this.at = new long[count];
      this.all = new CountDownLatch(count);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString(), System.nanoTime());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void take(String frame, long now) {
      if (frame.startsWith("{\"type\":\"hello\"")) {
        hello.countDown();
        return;
      }
      var start = frame.startsWith("{\"type\":\"new_message\"") ? frame.indexOf(prefix) : -1;
      if (start >= 0) {
        var number = start + prefix.length();
        var n = Integer.parseInt(frame, number, frame.indexOf('"', number), 10);
        if (at[n] == 0) {
          at[n] = now;
          all.countDown();
        }
      }
    }

    void awaitHello() {
      await(hello);
    }

    void awaitAll() {
      await(all);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    Result since(long start, Arrivals arrivals) {
      var latency = new Histogram(Duration.ofMinutes(2).toNanos(), 3);
      var missing = 0L;
      for (var n = 0; n < at.length; n++) {
        if (at[n] == 0) {
          missing++;
        } else {
          latency.recordValue(Math.max(0, at[n] - start - arrivals.due(n)));
        }
      }
      return new Result(latency, missing);
    }
  }
}
