package dev.switchboard.web;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.idempotency.AnswerOnce;
import dev.switchboard.application.idempotency.InMemoryIdempotencyKeys;
import dev.switchboard.application.throttle.Turnstile;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.admission.Admission;
import dev.switchboard.web.admission.Doorkeeper;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The real server with the routes under test; a token is whatever name the test gave a caller.
 * Every test starts its own.
 */
public final class TestServer implements AutoCloseable {
  private static final Duration REQUEST_TIME = Duration.ofMinutes(1);

  private final Map<String, Caller> callers = new ConcurrentHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server;

  public TestServer(Routes... routes) {
    this(Set.of("https://app.example.test"), routes);
  }

  public TestServer(Set<String> origins, Routes... routes) {
    this(origins, Proxies.NONE, routes);
  }

  public TestServer(Set<String> origins, Proxies proxies, Routes... routes) {
    this(origins, proxies, doorkeeper(), REQUEST_TIME, routes);
  }

  public TestServer(Doorkeeper doorkeeper, Routes... routes) {
    this(doorkeeper, REQUEST_TIME, routes);
  }

  /**
   * @param requestTime from the first byte of a request to its last
   */
  public TestServer(Doorkeeper doorkeeper, Duration requestTime, Routes... routes) {
    this(Set.of(), Proxies.NONE, doorkeeper, requestTime, routes);
  }

  private TestServer(
      Set<String> origins,
      Proxies proxies,
      Doorkeeper doorkeeper,
      Duration requestTime,
      Routes... routes) {
    var config =
        new WebServer.Config(
            "127.0.0.1",
            0,
            this::caller,
            new Cors(origins),
            proxies,
            idempotentPosts(new InMemoryTransactions()),
            doorkeeper,
            requestTime,
            _ -> {});
    server =
        WebServer.create(config, Arrays.stream(routes).map(TestServer::group).toList()).start();
  }

  /** Answers are kept as long as these units of work are. */
  public static IdempotentPosts idempotentPosts(InMemoryTransactions transactions) {
    var keys = new InMemoryIdempotencyKeys(transactions);
    return new IdempotentPosts(
        new AnswerOnce(transactions, keys, Clock.systemUTC()),
        new byte[] {1},
        new Turnstile(1, Duration.ofSeconds(1)));
  }

  /** Lets everybody in that a test thinks of. */
  public static Doorkeeper doorkeeper() {
    return new Doorkeeper(new Admission.Limits(64, 16, 64, 256, 16 << 20, 16 << 20));
  }

  private static Consumer<RoutesConfig> group(Routes routes) {
    return routes::addTo;
  }

  private Caller caller(String token) {
    if (!callers.containsKey(token)) {
      throw new Unauthenticated("invalid_token", "Could not validate credentials").asException();
    }
    return callers.get(token);
  }

  /** From now on {@code token} is this caller. */
  public Caller caller(String token, long company, long user, Permission... permissions) {
    var caller =
        new Caller(
            new CompanyId(company),
            new UserId(user),
            new SessionId(user),
            token,
            token + "@example.test",
            false,
            Set.of(permissions));
    callers.put(token, caller);
    return caller;
  }

  public void caller(String token, Caller caller) {
    callers.put(token, caller);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  public WebServer server() {
    return server;
  }

  /** An empty token sends none; a null body sends none. */
  public HttpResponse<String> send(String method, String path, String token, String body) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  public HttpResponse<String> get(String path, String token) {
    return send("GET", path, token, null);
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
