package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.persistence.PersistenceUnit;
import dev.switchboard.persistence.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * The whole server on a database of its own, beside a Graph API that refuses every send; each
 * answer is held against the served description.
 */
public final class Tour implements AutoCloseable {
  public static final String ADMIN_PASSWORD = "correct horse battery";
  public static final String VERIFY_TOKEN = "a-long-random-word";
  public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";
  private static final String REFUSAL =
      "{\"error\":{\"message\":\"No matching user found\",\"type\":\"OAuthException\","
          + "\"code\":100,\"error_subcode\":2018001,\"fbtrace_id\":\"trace\"}}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final HttpServer graph;
  private final Switchboard server;
  private final DescribedApi api;
  private final PersistenceUnit.Config database;

  public Tour(Path folder) throws IOException {
    this(folder, Map.of());
  }

  /**
   * @param more further settings; they win
   */
  public Tour(Path folder, Map<String, String> more) throws IOException {
    this.folder = folder;
    graph = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    graph.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(400, REFUSAL.length());
            exchange.getResponseBody().write(REFUSAL.getBytes(StandardCharsets.UTF_8));
          }
        });
    graph.start();
    database = TestDatabase.emptyMigrated();
    var url =
        database
            .jdbcUrl()
            .replace(
                "jdbc:postgresql://",
                "postgresql://" + database.user() + ":" + database.password() + "@");
    var environment =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("HOST", "127.0.0.1"),
                Map.entry("PORT", "0"),
                Map.entry("DATA_DIR", folder.toString()),
                Map.entry("AI_MESSAGE_LOGS_FOLDER", folder.toString()),
                Map.entry("DATABASE_URL", url),
                Map.entry("DRAIN_SECONDS", "0"),
                Map.entry("ADMIN_PASSWORD", ADMIN_PASSWORD),
                Map.entry("FACEBOOK_APP_SECRET", APP_SECRET),
                Map.entry("VERIFY_TOKEN", VERIFY_TOKEN),
                Map.entry("GRAPH_BASE_URL", "http://127.0.0.1:" + graph.getAddress().getPort())));
    environment.putAll(more);
    var settings = Settings.from(environment, folder.resolve("no.env"));
    server = Switchboard.start(settings, _ -> {});
    api = new DescribedApi(json(send(request("/openapi.json").GET().build())).toString());
  }

  /** Where the server keeps its files. */
  public Path folder() {
    return folder;
  }

  /** For looking at rows as their owner. */
  Connection connection() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  public DescribedApi api() {
    return api;
  }

  public Switchboard server() {
    return server;
  }

  /** The answer's body, if it is JSON; an empty token sends none, a null body sends none. */
  public JsonNode call(int status, String method, String path, String token, String body) {
    var request =
        request(path)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return checked(status, request.build());
  }

  /** A body of another type, without a token. */
  JsonNode post(int status, String path, String type, String body) {
    return checked(
        status,
        request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build());
  }

  /** Signed as Meta does. */
  public void deliver(String path, String body) {
    checked(
        200,
        request(path)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", signature(body.getBytes(StandardCharsets.UTF_8)))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  void openSocket(String ticket) {
    var uri = URI.create("ws://127.0.0.1:" + server.port() + "/ws?ticket=" + ticket);
    var socket = client.newWebSocketBuilder().buildAsync(uri, new WebSocket.Listener() {}).join();
    api.seen("GET", "/ws");
    socket.abort();
  }

  public JsonNode checked(int status, HttpRequest request) {
    var answer = send(request);
    var path = request.uri().getRawPath();
    assertThat(answer.statusCode())
        .as("%s %s: %s", request.method(), path, answer.body())
        .isEqualTo(status);
    api.check(request.method(), path, answer);
    return json(answer);
  }

  /** The body; null where it is no JSON. */
  public JsonNode json(HttpResponse<String> answer) {
    try {
      var json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
      return json ? JSON.readTree(answer.body()) : JSON.nullNode();
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  /** As Meta signs these bytes. */
  public static String signature(byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    graph.stop(0);
    client.close();
  }
}
