package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.persistence.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server on PostgreSQL, twice on the same database. */
class IdempotencyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMPANY = "{\"name\":\"Only Once\"}";

  @TempDir Path folder;

  @Test
  void aHundredAtOnceMakeOneCompanyAndItIsStillThatOneAfterARestart() throws Exception {
    var settings = TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of());
    String created;
    try (var server = Switchboard.start(settings, _ -> {});
        var client = HttpClient.newHttpClient();
        var threads = Executors.newFixedThreadPool(20)) {
      var token = logIn(client, server.port());
      Callable<HttpResponse<String>> request = () -> post(client, server.port(), token, COMPANY);
      var answers = threads.invokeAll(Stream.generate(() -> request).limit(100).toList());
      for (var answer : answers) {
        assertThat(answer.get().statusCode()).isIn(201, 409);
      }
      created = post(client, server.port(), token, COMPANY).body();
      assertThat(companies(client, server.port(), token)).isOne();
    }
    try (var server = Switchboard.start(settings, _ -> {});
        var client = HttpClient.newHttpClient()) {
      var token = logIn(client, server.port());
      var again = post(client, server.port(), token, COMPANY);
      assertThat(again.body()).isEqualTo(created);
      assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
      assertThat(post(client, server.port(), token, "{\"name\":\"Another\"}").statusCode())
          .isEqualTo(422);
      assertThat(companies(client, server.port(), token)).isOne();
    }
  }

  private static long companies(HttpClient client, int port, String token) throws Exception {
    var answer = send(client, request(port, "/api/companies", token).GET().build());
    return JSON.readTree(answer.body()).findValuesAsText("name").stream()
        .filter("Only Once"::equals)
        .count();
  }

  private static HttpResponse<String> post(HttpClient client, int port, String token, String body) {
    return send(
        client,
        request(port, "/api/companies", token)
            .header("Idempotency-Key", "7f9c2ba4-e88f-4f01-9e2a-0b2c1d3e4f50")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String logIn(HttpClient client, int port) throws IOException {
    var body =
        "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(TestSettings.ADMIN_PASSWORD);
    var answer =
        send(client, request(port, "/auth/login", "").POST(BodyPublishers.ofString(body)).build());
    JsonNode tokens = JSON.readTree(answer.body());
    return tokens.path("access_token").asText();
  }

  private static HttpRequest.Builder request(int port, String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
