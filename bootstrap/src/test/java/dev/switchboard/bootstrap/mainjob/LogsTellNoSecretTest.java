package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.ServerProcess;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that lets somebody in and everything that people write, sent to the real program in
 * the right places and in wrong ones: nothing of it is in anything the program wrote down.
 */
class LogsTellNoSecretTest {
  private static final String PAGE = "8001";
  private static final String SERVED = "engines turn by steam";

  @TempDir Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> secrets = new TreeMap<>(); // by what they are
  private ServerProcess server;
  private Api api;

  @AfterEach
  void stop() {
    client.shutdownNow();
    if (api != null) {
      api.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "json"})
  void whateverIsSentStaysOut(String format) throws Exception {
    start(format);
    var admin = admin();
    var ada = people(admin);
    customers(admin);
    sockets(ada);
    mistakes(ada);

    server.terminate();
    assertThat(server.ended(60)).isZero();

    var logs = logs();
    assertThat(logs.keySet()).contains("output", "auth.log", "webhooks.log");
    assertThat(logs.get("output")).contains("stopped");
    assertThat(logs.get("auth.log")).contains("logged in from", "refused");
    logs.forEach(
        (name, text) ->
            secrets.forEach(
                (what, secret) ->
                    assertThat(text).as(what + " in " + name).doesNotContain(secret)));
  }

  private String secret(String what, String value) {
    assertThat(value).as(what).hasSizeGreaterThan(8);
    secrets.put(what, value);
    return value;
  }

  private void start(String format) {
    var database = TestDatabase.emptyMigrated();
    var settings = new HashMap<String, String>();
    settings.put(
        "DATABASE_URL",
        database
            .jdbcUrl()
            .replace(
                "jdbc:postgresql://",
                "postgresql://%s:%s@".formatted(database.user(), database.password())));
    settings.put("LOG_FORMAT", format);
    settings.put("CORS_ORIGINS", "*");
    settings.put("GRAPH_BASE_URL", "http://127.0.0.1:1"); // nobody is there
    settings.put("FRONTEND_BASE_URL", "https://app.example.test");
    settings.put("ADMIN_PASSWORD", secret("first password", TestSettings.ADMIN_PASSWORD));
    settings.put("FACEBOOK_APP_SECRET", secret("app secret", TestSettings.FACEBOOK_APP_SECRET));
    settings.put("VERIFY_TOKEN", secret("verify token", TestSettings.VERIFY_TOKEN));
    settings.put("JWT_SECRET", secret("key of tokens", "jwt-key-0123456789abcdef0123456789ab"));
    settings.put("ENCRYPTION_KEY", secret("key", "encryption-key-0123456789abcdef0123"));
    var redis = secret("password of Redis", "redis-0123456789abcdef");
    settings.put("REDIS_URL", "redis://node:" + redis + "@127.0.0.1:1"); // nobody is there
    server = ServerProcess.run(folder, "start", settings).started();
    api = new Api(server.uri("/").getPort());
  }

  private String admin() {
    logIn(401, "admin", secret("wrong password", "steam of wrong engines"));
    logIn(401, secret("password as a name", "typed-into-the-name-field"), "x");
    return api.login("admin", TestSettings.ADMIN_PASSWORD);
  }

  /** The token of somebody who was invited, forgot their password and has a new one. */
  private String people(String admin) {
    secret("access token", admin);
    api.json(
        "POST",
        "/api/admin/invitations",
        admin,
        "{\"email\":\"ada@example.test\",\"role\":\"agent\"}");
    var invitation = secret("invitation", mailed("invitation=([\\w%-]+)|(inv_[\\w-]+)"));
    var first = secret("password", SERVED);
    var join =
        "{\"username\":\"ada\",\"email\":\"ada@example.test\",\"password\":\"%s\",\"invitation\":\"%s\"}";
    send(201, "POST", "/auth/register", null, join.formatted(first, invitation));
    send(400, "POST", "/auth/register", null, join.formatted(first, invitation));
    send(200, "POST", "/auth/forgot-password", null, "{\"email\":\"ada@example.test\"}");
    var reset = secret("reset token", mailed("(pr_[\\w-]+)"));
    var second = secret("new password", "a steamy other engine");
    var body = "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(reset, second);
    send(200, "POST", "/auth/reset-password", null, body);
    send(400, "POST", "/auth/reset-password", null, body);
    var in =
        api.json(
            "POST", "/auth/login", null, "{\"username\":\"ada\",\"password\":\"" + second + "\"}");
    var refresh = secret("refresh token", in.path("refresh_token").asText());
    secret("access token 2", in.path("access_token").asText());
    var next = api.json("POST", "/auth/refresh", null, "{\"refresh_token\":\"" + refresh + "\"}");
    secret("next refresh token", next.path("refresh_token").asText());
    send(401, "POST", "/auth/refresh", null, "{\"refresh_token\":\"" + refresh + "x\"}");
    return secret("access token 3", next.path("access_token").asText());
  }

  private String mailed(String pattern) {
    var wanted = Pattern.compile(pattern);
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> inMail(wanted), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> inMail(Pattern wanted) throws IOException {
    var mail = folder.resolve("data/mail");
    if (!Files.exists(mail)) {
      return Optional.empty();
    }
    try (var files = Files.list(mail)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .flatMap(file -> wanted.matcher(text(file)).results())
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .findFirst();
    }
  }

  private void customers(String admin) throws Exception {
    var token = secret("page token", "EAAsecretOfThePage0123456789");
    api.json(
        "POST",
        "/api/facebook/pages",
        admin,
        "{\"page_id\":\"%s\",\"page_name\":\"P\",\"access_token\":\"%s\"}".formatted(PAGE, token));
    var text = secret("customer's text", "my boiler leaks since tuesday");
    var event = new MetaLoad.Event(PAGE, "91", "m_1", text, System.currentTimeMillis()).json();
    var body =
        "{\"object\":\"page\",\"entry\":[{\"id\":\"%s\",\"time\":1,\"messaging\":[%s]}]}"
            .formatted(PAGE, event);
    assertThat(webhook(body, TestSettings.FACEBOOK_APP_SECRET)).isEqualTo(200);
    assertThat(webhook(body, secret("foreign secret", "not-the-secret-of-the-app"))).isEqualTo(401);
    var broken = "{\"object\":\"page\",\"entry\":[{\"" + text + "\":";
    webhook(broken, TestSettings.FACEBOOK_APP_SECRET);
    var asked = secret("foreign verify token", "not-the-verify-token");
    send(
        403,
        "GET",
        "/api/webhooks/facebook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + asked,
        null,
        null);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.json("GET", "/api/chats", admin, null).size() == 1);
    var chat = api.json("GET", "/api/chats", admin, null).path(0).path("id").asText();
    var answer = secret("agent's text", "we shall send a plumber");
    send(
        201, "POST", "/api/chats/" + chat + "/messages", admin, "{\"content\":\"" + answer + "\"}");
  }

  private int webhook(String body, String key) throws Exception {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(api.uri("/api/webhooks/facebook"))
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", MetaLoad.sign(bytes, key))
            .POST(BodyPublishers.ofByteArray(bytes))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private void sockets(String token) throws Exception {
    var ticket =
        secret("ticket", api.json("POST", "/api/ws/ticket", token, null).path("ticket").asText());
    var byTicket = URI.create(api.socket("x").toString().replace("token=x", "ticket=" + ticket));
    OpenSocket.to(client, byTicket);
    var byToken = OpenSocket.to(client, api.socket(token));
    api.json("POST", "/auth/logout", token, null);
    assertThat(byToken.get(10, TimeUnit.SECONDS)).isEqualTo(4401);
  }

  private void mistakes(String ended) {
    send(401, "GET", "/auth/me", ended, null);
    send(401, "GET", "/auth/me", secret("no token", "eyJnot.a-token-at-all.atall"), null);
    var broken = secret("broken body", "cut off in the middle of a body");
    send(400, "POST", "/auth/login", null, "{\"username\":\"ada\",\"password\":\"" + broken);
    send(422, "POST", "/auth/login", null, "[\"" + broken + "\"]");
    send(
        404,
        "GET",
        "/api/nowhere?token=" + secret("in the address", "token-in-an-address"),
        null,
        null);
    send(
        405,
        "PUT",
        "/auth/login?password=" + secret("in a query", "password-in-a-query"),
        null,
        null);
  }

  private void logIn(int status, String name, String password) {
    var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    send(status, "POST", "/auth/login", null, body);
  }

  private void send(int status, String method, String path, String token, String body) {
    var answer = api.send(method, path, token, body);
    assertThat(answer.statusCode())
        .as(method + " " + path + ": " + answer.body())
        .isEqualTo(status);
  }

  private Map<String, String> logs() throws IOException {
    var found = new TreeMap<>(Map.of("output", server.output()));
    try (var files = Files.walk(folder.resolve("logs"))) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> found.put(file.getFileName().toString(), text(file)));
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
