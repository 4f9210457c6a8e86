package dev.switchboard.bootstrap.mainjob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A frontend as the contract wants it: remembers the last {@code seq}, resumes after a disconnect,
 * drops a {@code seq} it has seen, and notes every break of the {@code prev} chain.
 */
final class AgentSocket implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int FELL_BEHIND = 4408;
  private static final int MAX_ATTEMPTS = 20;

  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<JsonNode> frames = new ArrayList<>();
  private final List<String> breaks = new ArrayList<>();
  private String epoch;
  private long last = -1;
  private WebSocket socket;

  AgentSocket(URI uri) {
    this.uri = uri;
  }

  /**
   * Connects, and resumes where the connection before ended; again if it is closed for falling
   * behind or stays silent, as a frontend does.
   */
  void connect() throws Exception {
    for (int attempt = 1; !connected(); attempt++) {
      if (attempt == MAX_ATTEMPTS) {
        throw new IllegalStateException("closed or silent again and again");
      }
    }
  }

  private boolean connected() throws Exception {
    var ready = new CompletableFuture<Boolean>();
    var resuming = last >= 0;
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(uri, new Listener(ready, resuming))
            .get(10, TimeUnit.SECONDS);
    try {
      return ready.get(10, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      socket.abort(); // a silent connection is a broken one: frontends give it up and come back
      return false;
    }
  }

  /** Breaks the connection without a word. */
  void drop() {
    socket.abort();
  }

  synchronized List<JsonNode> frames(String type) {
    return frames.stream().filter(frame -> frame.path("type").asText().equals(type)).toList();
  }

  synchronized List<String> breaks() {
    return List.copyOf(breaks);
  }

  private synchronized void take(JsonNode frame) {
    var seq = frame.get("seq").asLong();
    if (seq <= last) {
      return;
    }
    if (frame.get("prev").asLong() != last) {
      breaks.add("after " + last + " came " + frame.get("prev") + " -> " + seq);
    }
    last = seq;
    frames.add(frame);
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    client.close();
  }

  /** The listener of one connection. */
  private final class Listener implements WebSocket.Listener {
    private final CompletableFuture<Boolean> ready;
    private final boolean resuming;
    private final StringBuilder text = new StringBuilder();
    private boolean live;

    Listener(CompletableFuture<Boolean> ready, boolean resuming) {
      this.ready = ready;
      this.resuming = resuming;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
      text.append(part);
      if (whole) {
        handle(from, text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void handle(WebSocket from, String message) {
      try {
        var frame = JSON.readTree(message);
        switch (frame.path("type").asText()) {
          case "hello" -> hello(from, frame);
          case "resumed" -> live();
          case "reset", "error" -> ready.completeExceptionally(new IllegalStateException(message));
          default -> {
            if (live && frame.has("seq")) {
              take(frame);
            }
          }
        }
      } catch (IOException e) {
        ready.completeExceptionally(e);
      }
    }

    private void hello(WebSocket from, JsonNode frame) {
      epoch = frame.get("epoch").asText();
      if (resuming) {
        from.sendText(
            "{\"type\":\"resume\",\"epoch\":\"" + epoch + "\",\"seq\":" + last + "}", true);
      } else {
        last = frame.get("seq").asLong();
        live();
      }
    }

    private void live() {
      live = true;
      ready.complete(true);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      if (code == FELL_BEHIND) {
        ready.complete(false);
      }
      ready.completeExceptionally(new IllegalStateException("closed " + code + " " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ready.completeExceptionally(error);
    }
  }
}
