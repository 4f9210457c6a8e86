package dev.switchboard.bootstrap.mainjob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The API as a frontend calls it. */
public final class Api implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  public Api(int port) {
    this.port = port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  URI socket(String token) {
    return URI.create("ws://127.0.0.1:" + port + "/ws?token=" + token);
  }

  /**
   * @param headers names and values in turn
   */
  public HttpResponse<String> send(
      String method, String path, String token, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Fails unless the answer is a success. */
  public JsonNode json(String method, String path, String token, String body) {
    var answer = send(method, path, token, body);
    if (answer.statusCode() >= 300) {
      throw new AssertionError(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return parse(answer.body());
  }

  public String login(String username, String password) {
    return json(
            "POST",
            "/auth/login",
            null,
            "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password))
        .get("access_token")
        .asText();
  }

  /** Every element of a list that pages by cursor. */
  List<JsonNode> all(String path, String token) {
    var found = new ArrayList<JsonNode>();
    var next = path + (path.contains("?") ? "&" : "?") + "limit=500";
    while (next != null) {
      var answer = send("GET", next, token, null);
      if (answer.statusCode() != 200) {
        throw new AssertionError(next + ": " + answer.statusCode() + " " + answer.body());
      }
      parse(answer.body()).forEach(found::add);
      next =
          answer.headers().firstValue("Link").stream()
              .filter(link -> link.contains("rel=\"next\""))
              .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf('>')))
              .map(link -> link.startsWith("http") ? link.substring(link.indexOf("/api")) : link)
              .findFirst()
              .orElse(null);
    }
    return found;
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
