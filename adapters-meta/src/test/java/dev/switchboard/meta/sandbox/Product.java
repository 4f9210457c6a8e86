package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the sandbox as the product calls the Graph API. */
final class Product implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final MetaSandbox sandbox;

  Product(MetaSandbox sandbox) {
    this.sandbox = sandbox;
  }

  HttpResponse<String> send(SandboxAccount account, String person, String message)
      throws IOException {
    return send(account, person, "\"messaging_type\":\"RESPONSE\"", message);
  }

  HttpResponse<String> send(SandboxAccount account, String person, String type, String message)
      throws IOException {
    var body = "{\"recipient\":{\"id\":\"%s\"},%s,\"message\":%s}".formatted(person, type, message);
    return call("POST", "/v25.0/" + account.id() + "/messages", account.token(), body);
  }

  HttpResponse<String> get(String path, String token) throws IOException {
    return call("GET", path, token, "");
  }

  HttpResponse<String> call(String method, String path, String token, String body)
      throws IOException {
    var proof = WebhookBytes.proof(token, sandbox.options().appSecret());
    var separator = path.contains("?") ? "&" : "?";
    return raw(method, path + separator + "appsecret_proof=" + proof, token, body);
  }

  HttpResponse<String> raw(String method, String path, String token, String body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .timeout(Duration.ofSeconds(1))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
