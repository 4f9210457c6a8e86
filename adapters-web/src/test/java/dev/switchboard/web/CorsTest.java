package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told, over real HTTP. */
class CorsTest {
  private static final String APP = "https://app.example.test";
  private static final String ORIGIN = "Access-Control-Allow-Origin";
  private static final String CREDENTIALS = "Access-Control-Allow-Credentials";

  private final TestServer server = server(Set.of(APP, "http://localhost:3000"));

  private static TestServer server(Set<String> origins) {
    return new TestServer(
        origins,
        routes -> {
          routes.post("/echo", context -> context.result("ok"), Access.PUBLIC);
          routes.get("/mine", context -> context.result("ok"), Access.AUTHENTICATED);
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {APP, "http://localhost:3000"})
  void aListedOriginMayCall(String origin) {
    for (var headers : Set.of(preflight(origin), call(origin))) {
      assertThat(headers.allValues(ORIGIN)).containsExactly(origin);
      assertThat(headers.allValues(CREDENTIALS)).containsExactly("true");
      assertThat(headers.allValues("Vary")).containsExactly("Origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.test.evil",
        "https://evil.app.example.test",
        "https://app.example.testx",
        "https://APP.example.test",
        "HTTPS://app.example.test",
        "https://app.example.test:8443",
        "https://app.example.test:443",
        "https://app.example.test/",
        "https://user@app.example.test",
        "http://app.example.test",
        "http://localhost:3001",
        "http://localhost",
        "https://app.example.test, http://localhost:3000",
        "null",
        "*",
      })
  void anythingElseMayNotAndCachesKeepThemApart(String origin) {
    for (var headers : Set.of(preflight(origin), call(origin))) {
      assertThat(headers.map().keySet()).noneMatch(name -> name.startsWith("access-control"));
      assertThat(headers.allValues("Vary")).containsExactly("Origin");
    }
  }

  @Test
  void aPreflightIsRememberedAndSaysWhatFrontendsSend() {
    var answer = server.send(preflightOf(server, APP));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("600");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("GET", "POST", "PUT", "PATCH", "DELETE");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "Content-Type", "Idempotency-Key", "X-Requested-With");
  }

  @Test
  void aRefusalCanBeReadByAListedOriginToo() {
    var answer = server.send(request(server, "/mine", APP).GET().build());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue(ORIGIN)).hasValue(APP);
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("Retry-After", "X-Trace-Id");
  }

  @Test
  void whoIsNoBrowserIsNotAskedForAnOrigin() {
    var headers = server.send("POST", "/echo", "", "{}").headers();

    assertThat(headers.map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    assertThat(headers.firstValue("Vary")).hasValue("Origin");
  }

  @Test
  void anyOriginNeverComesWithCredentials() {
    try (var any = server(Set.of("*"))) {
      for (var origin : Set.of("http://localhost:5173", "https://evil.example", "null")) {
        var headers = any.send(preflightOf(any, origin)).headers();
        assertThat(headers.allValues(ORIGIN)).containsExactly("*");
        assertThat(headers.firstValue(CREDENTIALS)).isEmpty();
      }
    }
  }

  @Test
  void withoutAListNobodyMayCall() {
    try (var none = server(Set.of())) {
      var headers = none.send(preflightOf(none, APP)).headers();
      assertThat(headers.map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }
  }

  private HttpHeaders preflight(String origin) {
    return server.send(preflightOf(server, origin)).headers();
  }

  private HttpHeaders call(String origin) {
    return server
        .send(request(server, "/echo", origin).POST(BodyPublishers.noBody()).build())
        .headers();
  }

  private static HttpRequest preflightOf(TestServer server, String origin) {
    return request(server, "/echo", origin)
        .method("OPTIONS", BodyPublishers.noBody())
        .header("Access-Control-Request-Method", "POST")
        .build();
  }

  private static HttpRequest.Builder request(TestServer server, String path, String origin) {
    return HttpRequest.newBuilder(server.uri(path)).header("Origin", origin);
  }
}
