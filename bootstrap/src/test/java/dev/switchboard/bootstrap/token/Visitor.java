package dev.switchboard.bootstrap.token;

import dev.switchboard.bootstrap.Tour;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Shows a token wherever one can be shown. */
final class Visitor implements AutoCloseable {
  static final String OPEN = "open";

  private final Tour tour;
  private final HttpClient client = HttpClient.newHttpClient();
  private String invited = "nobody@example.com";

  Visitor(Tour tour) {
    this.tour = tour;
  }

  /** Whom the newest invitation is for. */
  String invited() {
    return invited;
  }

  void invited(String email) {
    invited = email;
  }

  String get(String path, String token) {
    var request = tour.request(path);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return shown(tour.send(request.GET().build()));
  }

  String post(String path, String body) {
    return shown(
        tour.send(
            tour.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build()));
  }

  String signed(String signature) {
    return shown(
        tour.send(
            tour.request("/webhook")
                .header("X-Hub-Signature-256", "sha256=" + signature)
                .POST(BodyPublishers.ofString("{}"))
                .build()));
  }

  private String shown(HttpResponse<String> answer) {
    return answer.statusCode() < 300
        ? OPEN
        : answer.statusCode() + " " + tour.json(answer).path("code").asText();
  }

  /** Open once it says {@code hello}; a refused one is closed instead. */
  String socket(String query, String... protocols) {
    return opened("", query, protocols);
  }

  String socketThatSays(String token) {
    return opened("{\"type\":\"auth\",\"token\":\"" + token + "\"}", "?ticket=");
  }

  private String opened(String says, String query, String... protocols) {
    var first = new CompletableFuture<String>();
    var uri = URI.create("ws://127.0.0.1:" + tour.server().port() + "/ws" + query);
    var builder = client.newWebSocketBuilder();
    if (protocols.length > 0) {
      builder.subprotocols(protocols[0], protocols[1]);
    }
    var socket = builder.buildAsync(uri, new First(says, first)).join();
    try {
      return first.orTimeout(20, TimeUnit.SECONDS).join();
    } finally {
      socket.abort();
    }
  }

  private record First(String says, CompletableFuture<String> first) implements WebSocket.Listener {
    @Override
    public void onOpen(WebSocket socket) {
      if (!says.isEmpty()) {
        socket.sendText(says, true);
      }
      socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      first.complete(OPEN);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      first.complete(Integer.toString(code));
      return null;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
