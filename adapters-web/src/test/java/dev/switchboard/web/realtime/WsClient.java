package dev.switchboard.web.realtime;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.web.ApiJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real client. It takes one frame after the other, or none until it is told to. */
final class WsClient implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final boolean reads;
  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  private WsClient(URI uri, Optional<String> origin, List<String> protocols, boolean reads) {
    this.reads = reads;
    var builder = HTTP.newWebSocketBuilder();
    origin.ifPresent(value -> builder.header("Origin", value));
    if (!protocols.isEmpty()) {
      builder.subprotocols(protocols.getFirst(), protocols.stream().skip(1).toArray(String[]::new));
    }
    socket = builder.buildAsync(uri, this).join();
  }

  static WsClient open(URI uri, Optional<String> origin, String... protocols) {
    return new WsClient(uri, origin, List.of(protocols), true);
  }

  /** Takes nothing before {@link #readOn}. */
  static WsClient openIdle(URI uri, Optional<String> origin) {
    return new WsClient(uri, origin, List.of(), false);
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (reads) {
      webSocket.request(1);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(parse(partial.toString()));
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.set(statusCode);
    return null;
  }

  void readOn() {
    socket.request(1);
  }

  void send(String frame) {
    socket.sendText(frame, true).join();
  }

  /** As if the network broke. */
  void abort() {
    socket.abort();
  }

  List<JsonNode> frames(String type) {
    return frames.stream().filter(frame -> frame.path("type").asText().equals(type)).toList();
  }

  List<Long> seqs() {
    return frames.stream()
        .filter(frame -> frame.has("prev"))
        .map(frame -> frame.path("seq").asLong())
        .toList();
  }

  JsonNode awaitFrame(String type) {
    await().atMost(Duration.ofSeconds(10)).until(() -> !frames(type).isEmpty());
    return frames(type).getLast();
  }

  void awaitSeqs(Long... seqs) {
    await().atMost(Duration.ofSeconds(10)).until(() -> seqs().equals(List.of(seqs)));
  }

  void awaitClosed(int code) {
    await().atMost(Duration.ofSeconds(20)).until(() -> closed.get() == code);
  }

  int closed() {
    return closed.get();
  }

  String protocol() {
    return socket.getSubprotocol();
  }

  private static JsonNode parse(String text) {
    try {
      return ApiJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
