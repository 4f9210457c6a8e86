package dev.switchboard.bootstrap.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** An agent who is logged in. Thread-safe. */
final class Frontend {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FIRST_REFUSAL = 400;

  private final LongAdder refused = new LongAdder();
  private final HttpClient client;
  private final int port;
  private final String token;

  /**
   * @param login the body of the request
   * @throws IllegalStateException refused
   */
  Frontend(HttpClient client, int port, String login) {
    this.client = client;
    this.port = port;
    this.token =
        first(TOKEN, send(request("/auth/login").POST(BodyPublishers.ofString(login))))
            .orElseThrow(() -> new IllegalStateException("nobody could log in"));
  }

  /** How many of its requests were answered with 400 or more. */
  long refused() {
    return refused.sum();
  }

  String id() {
    return first(ID, get("/auth/me")).orElseThrow();
  }

  /** Its address, without the host. Empty: there is none yet. */
  Optional<String> firstChat() {
    return first(ID, get("/api/chats?limit=5")).map(id -> "/api/chats/" + id);
  }

  String get(String path) {
    return send(authorized(path).GET());
  }

  String post(String path, String body) {
    return send(authorized(path).POST(BodyPublishers.ofString(body)));
  }

  /** A socket that reads everything. Open until it is aborted, or the server ends. */
  WebSocket listen() {
    return client
        .newWebSocketBuilder()
        .subprotocols("bearer", token)
        .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new WebSocket.Listener() {})
        .join();
  }

  private HttpRequest.Builder authorized(String path) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json");
  }

  private static Optional<String> first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private String send(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (answer.statusCode() >= FIRST_REFUSAL) {
        refused.increment();
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
