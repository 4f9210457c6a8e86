package dev.switchboard.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/** Sets the demo up as an administrator would: over the API. */
final class DemoApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private String token = "";

  DemoApi(String base) {
    this.base = base;
  }

  void logIn(String username, String password) {
    token =
        post("/auth/login", Map.of("username", username, "password", password))
            .map(answer -> answer.get("access_token").asText())
            .orElseThrow(
                () -> new IllegalStateException("the demo's data directory is not the demo's"));
  }

  /** Empty where it was refused, as what is there already is. */
  Optional<JsonNode> post(String path, Map<String, ?> body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(base + path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      return answer.statusCode() < 300
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while setting the demo up", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
