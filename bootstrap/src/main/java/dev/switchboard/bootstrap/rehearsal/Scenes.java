package dev.switchboard.bootstrap.rehearsal;

import dev.switchboard.bootstrap.demo.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/** What an agent's frontend asks for, again and again. */
final class Scenes {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final Pattern FIRST_ID = Pattern.compile("^\\[\\{\"id\":(\\d+)");

  private final String base;

  Scenes(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  void play(int times) {
    try (var client = HttpClient.newHttpClient()) {
      var login = post(client, "/auth/login", "", Demo.AGENT_LOGIN);
      var token = TOKEN.matcher(login);
      if (!token.find()) {
        throw new IllegalStateException("nobody could log in");
      }
      for (var i = 0; i < times; i++) {
        scene(client, token.group(1));
      }
    }
  }

  private void scene(HttpClient client, String token) {
    for (var path :
        List.of("/health", "/health/ready", "/auth/me", "/auth/conversations", "/openapi.json")) {
      get(client, path, token);
    }
    var chats = FIRST_ID.matcher(get(client, "/api/chats?limit=5", token));
    if (chats.find()) {
      var chat = "/api/chats/" + chats.group(1);
      get(client, chat, token);
      get(client, chat + "/messages?limit=5", token);
      post(client, chat + "/messages", token, "{\"content\":\"Hello, how can I help?\"}");
      post(client, chat + "/read", token, "");
    }
    post(client, "/api/ws/ticket", token, "");
  }

  private String get(HttpClient client, String path, String token) {
    return send(client, request(path, token).GET());
  }

  private String post(HttpClient client, String path, String token, String body) {
    return send(client, request(path, token).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json");
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static String send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
