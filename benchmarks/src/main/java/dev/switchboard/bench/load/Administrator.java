package dev.switchboard.bench.load;

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

/** Sets up over the API what a load needs. */
public final class Administrator implements AutoCloseable {
  public static final String PASSWORD = "bench-admin-password";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String token;

  public Administrator(URI base) {
    this.base = base;
    this.token = logIn("admin", PASSWORD);
  }

  public String token() {
    return token;
  }

  public final String logIn(String username, String password) {
    return call("POST", "/auth/login", "", Map.of("username", username, "password", password))
        .path("access_token")
        .asText();
  }

  public JsonNode get(String path) {
    return call("GET", path, token, null);
  }

  public JsonNode post(String path, Map<String, ?> body) {
    return call("POST", path, token, body);
  }

  private JsonNode call(String method, String path, String bearer, Map<String, ?> body) {
    try {
      var request =
          HttpRequest.newBuilder(base.resolve(path))
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      if (!bearer.isEmpty()) {
        request.header("Authorization", "Bearer " + bearer);
      }
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
