package dev.switchboard.bootstrap.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.PersistenceUnit;
import dev.switchboard.persistence.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole product on a database of its own, and how a browser talks to it. */
final class Installation implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final PersistenceUnit.Config database = TestDatabase.emptyMigrated();
  final List<String> notices = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Switchboard switchboard;

  Installation(Path folder, Map<String, String> settings) {
    switchboard = Switchboard.start(TestSettings.of(database, folder, settings), notices::add);
  }

  HttpResponse<String> send(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + switchboard.port() + path);
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, "", body);
  }

  JsonNode json(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** As somebody who sends their own headers: Java's client does not let us lie about the host. */
  String postAs(String host, String path, String body) throws IOException {
    try (var socket = new Socket("127.0.0.1", switchboard.port())) {
      var request =
          """
          POST %s HTTP/1.1
          Host: %s
          X-Forwarded-Host: %s
          Content-Type: application/json
          Content-Length: %d
          Connection: close

          """
              .formatted(path, host, host, body.length())
              .replace("\n", "\r\n");
      socket.getOutputStream().write((request + body).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String admin() throws IOException, InterruptedException {
    return logIn("admin", TestSettings.ADMIN_PASSWORD).get("access_token").asText();
  }

  JsonNode register(String name, String password) throws IOException, InterruptedException {
    return json(
        post(
            "/auth/register",
            "{\"username\":\"%s\",\"email\":\"%s@example.test\",\"password\":\"%s\"}"
                .formatted(name, name, password)));
  }

  JsonNode logIn(String name, String password) throws IOException, InterruptedException {
    return json(tryLogIn(name, password));
  }

  HttpResponse<String> tryLogIn(String name, String password)
      throws IOException, InterruptedException {
    return post(
        "/auth/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  HttpResponse<String> forgot(String email) throws IOException, InterruptedException {
    return post("/auth/forgot-password", "{\"email\":\"" + email + "\"}");
  }

  HttpResponse<String> reset(String token, String password)
      throws IOException, InterruptedException {
    return post(
        "/auth/reset-password",
        "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password));
  }

  @Override
  public void close() {
    client.close();
    switchboard.close();
  }
}
