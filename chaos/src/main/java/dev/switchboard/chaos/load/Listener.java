package dev.switchboard.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.chaos.history.Sight.Anew;
import dev.switchboard.chaos.history.Sight.Frame;
import dev.switchboard.chaos.history.Sight.Stream;
import dev.switchboard.chaos.load.Company.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A frontend as docs/realtime.md wants it: remembers the last {@code seq}, comes back on any node
 * after each end or silence, resumes, drops what it has seen, and notes every break of the chain.
 */
public final class Listener implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(8);
  private static final Duration BEAT = Duration.ofSeconds(2);

  private final Stage stage;
  private final Company company;
  private final User user;
  private final Random random;
  private final List<Frame> frames = new ArrayList<>();
  private final List<String> breaks = new ArrayList<>();
  private final List<Anew> anew = new ArrayList<>();
  private final List<Integer> codes = new ArrayList<>();
  private final CountDownLatch connected = new CountDownLatch(1);
  private final Thread thread;
  private String epoch = "";
  private long from;
  private long last = -1;
  private long resumed;
  private volatile boolean closed;

  Listener(Stage stage, Company company, User user, Random random) {
    this.stage = stage;
    this.company = company;
    this.user = user;
    this.random = random;
    thread = Thread.ofVirtual().name("listener-" + user.id()).start(this::stay);
  }

  public void awaitConnected() throws InterruptedException {
    connected.await();
  }

  private void stay() {
    try {
      while (!closed) {
        var connection = new Connection(stage.any(random));
        connection.stay();
        Pace.pause(50 + random.nextInt(300));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What this user got until now. */
  public synchronized Stream stream() {
    return new Stream(
        company.id(),
        user.id(),
        user.equals(company.everything()),
        from,
        List.copyOf(frames),
        List.copyOf(breaks),
        List.copyOf(anew));
  }

  /** With which each connection ended that ended with a word. */
  public synchronized List<Integer> codes() {
    return List.copyOf(codes);
  }

  public synchronized long last() {
    return last;
  }

  public synchronized long resumed() {
    return resumed;
  }

  public long company() {
    return company.id();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** One connection, from its opening to its end. */
  private final class Connection implements WebSocket.Listener {
    private final URI base;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private volatile long heard = System.nanoTime();
    private String itsEpoch = "";
    private long newest; // on this connection, taken or not
    private boolean live;

    Connection(URI base) {
      this.base = base;
    }

    void stay() throws InterruptedException {
      var opening =
          stage
              .api()
              .client()
              .newWebSocketBuilder()
              .connectTimeout(SILENCE)
              .subprotocols("bearer", user.as().token())
              .buildAsync(URI.create(base.toString().replaceFirst("http", "ws") + "/ws"), this)
              .exceptionally(
                  _ -> {
                    ended.complete(null);
                    return null;
                  });
      while (!ended.isDone() && System.nanoTime() - heard < SILENCE.toNanos()) {
        try {
          ended.get(BEAT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException _) {
          if (opening.isDone()) {
            opening.join().sendText("{\"type\":\"ping\"}", true);
          }
        } catch (java.util.concurrent.ExecutionException e) {
          throw new IllegalStateException(e);
        }
      }
      if (opening.isDone() && opening.join() != null) {
        opening.join().abort(); // silent, or over
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean whole) {
      heard = System.nanoTime();
      text.append(part);
      if (whole) {
        var message = text.toString();
        text.setLength(0);
        stage.api().watch(user.as(), "socket", message);
        try {
          take(socket, Api.JSON.readTree(message));
        } catch (IOException e) {
          broken("no JSON: " + e.getMessage());
        }
      }
      socket.request(1);
      return null;
    }

    private void take(WebSocket socket, JsonNode frame) {
      synchronized (Listener.this) {
        switch (frame.path("type").asText()) {
          case "hello" -> hello(socket, frame);
          case "resumed" -> {
            live = true;
            resumed++;
          }
          case "reset" -> reset(frame);
          case "error" -> broken(frame.toString());
          default -> {
            if (frame.has("seq")) {
              newest = Math.max(newest, frame.path("seq").asLong());
              if (live) {
                numbered(frame);
              }
            }
          }
        }
      }
    }

    private void hello(WebSocket socket, JsonNode frame) {
      itsEpoch = frame.path("epoch").asText();
      newest = frame.path("seq").asLong();
      if (last >= 0) {
        socket.sendText(
            "{\"type\":\"resume\",\"epoch\":\"" + epoch + "\",\"seq\":" + last + "}", true);
        return;
      }
      epoch = itsEpoch;
      last = newest;
      from = last;
      live = true;
      connected.countDown();
    }

    private void reset(JsonNode frame) {
      if (epoch.equals(itsEpoch) || !stage.postgres().promoted()) {
        broken(frame.toString());
        return;
      }
      anew.add(new Anew(frames.size(), newest, stage.messages(company)));
      epoch = itsEpoch;
      last = newest;
      live = true;
    }

    private void numbered(JsonNode frame) {
      var seq = frame.path("seq").asLong();
      if (seq <= last) {
        return;
      }
      var message = frame.path("message");
      frames.add(
          new Frame(
              seq,
              frame.path("prev").asLong(),
              frame.path("type").asText(),
              message.path("id").asLong(frame.path("message_id").asLong()),
              message.path("status").asText(frame.path("status").asText()),
              message.path("sender").asText()));
      last = seq;
    }

    private void broken(String what) {
      synchronized (Listener.this) {
        breaks.add(what);
      }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      synchronized (Listener.this) {
        codes.add(code);
      }
      ended.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.complete(null);
    }
  }
}
