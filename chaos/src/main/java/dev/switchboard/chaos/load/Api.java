package dev.switchboard.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/** HTTP as clients do it. Every answer is searched for what belongs to others. Thread-safe. */
public final class Api implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SHOWN = 200;

  /**
   * @param next the address of the rest of a list
   */
  public record Answer(int status, String body, Optional<String> next) {
    public boolean ok() {
      return status / 100 == 2;
    }

    /** Neither done nor refused for good. */
    boolean undecided() {
      return status >= 500 || status == 429 || status == 409;
    }

    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Who asks; their company's walls are watched. */
  public record As(long company, String token, String foreign) {
    public static final As NOBODY = new As(0, "", "");
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final History history;

  public Api(History history) {
    this.history = history;
  }

  HttpClient client() {
    return client;
  }

  public Answer get(URI base, String path, As as) throws IOException {
    return send(request(base, path, as).GET().build(), as);
  }

  /**
   * @param headers name and value in turn
   */
  public Answer call(String method, URI base, String path, As as, Object body, String... headers)
      throws IOException {
    var request =
        request(base, path, as)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build(), as);
  }

  /** For setting the scene, when nothing is broken yet. */
  public JsonNode must(String method, URI base, String path, As as, Object body) {
    try {
      var answer = method.equals("GET") ? get(base, path, as) : call(method, base, path, as, body);
      if (!answer.ok()) {
        throw new IllegalStateException(method + " " + path + ": " + answer);
      }
      return answer.json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpRequest.Builder request(URI base, String path, As as) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    return as.token().isEmpty() ? request : request.header("Authorization", "Bearer " + as.token());
  }

  Answer send(HttpRequest request, As as) throws IOException {
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      var call = request.method() + " " + request.uri().getPath();
      watch(as, call, answer.body());
      if (answer.statusCode() / 100 != 2) {
        history.add(
            new Sight.Refusal(
                call,
                answer.statusCode(),
                answer.headers().firstValue("Retry-After").isPresent(),
                answer.body().substring(0, Math.min(SHOWN, answer.body().length()))));
      }
      var next =
          answer.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
      return new Answer(answer.statusCode(), answer.body(), next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Notes it if the text has another company's mark. */
  void watch(As as, String where, String text) {
    if (!as.foreign().isEmpty() && text.contains(as.foreign())) {
      history.add(new Sight.Leak(as.company(), where, as.foreign()));
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
