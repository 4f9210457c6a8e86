package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.web.openapi.DocsRoutes;
import dev.switchboard.web.openapi.OpenApi;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly which headers answers carry: one more, or one less, should be somebody's decision. */
class SecurityHeadersTest {
  private static final String HSTS = "strict-transport-security";
  private static final Map<String, String> ALWAYS =
      Map.of(
          "x-content-type-options", "nosniff",
          "x-frame-options", "DENY",
          "referrer-policy", "no-referrer",
          "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
          "cache-control", "no-store",
          "vary", "Origin");

  private final TestServer server = server(Proxies.NONE);

  private static TestServer server(Proxies proxies) {
    return new TestServer(
        Set.of("https://app.example.test"),
        proxies,
        routes -> {
          routes.get("/thing", context -> context.json(List.of(1)), Access.PUBLIC);
          routes.post("/thing", context -> context.json(List.of(2)), Access.PUBLIC);
          new DocsRoutes(new OpenApi(List.of("openapi/docs.yaml"))).addTo(routes);
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAnswerCarriesTheseHeadersAndNoOther() {
    assertThat(headers(server.get("/thing", "")))
        .isEqualTo(always("content-type", "application/json"));
  }

  @Test
  void aProblemCarriesTheSame() {
    assertThat(headers(server.get("/nowhere", "")))
        .isEqualTo(always("content-type", "application/problem+json;charset=utf-8"));
  }

  @Test
  void theDocsPageMayLoadItsOwnScriptsAndNothingElse() {
    var headers = headers(server.get("/docs", ""));

    assertThat(headers.remove("content-security-policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'");
    var expected = always("content-type", "text/html;charset=utf-8");
    expected.remove("content-security-policy");
    assertThat(headers).isEqualTo(expected);
  }

  @Test
  void browsersAreHeldToEncryptionOnlyOverAnEncryptedConnection() {
    try (var proxied = server(Proxies.of(List.of("127.0.0.1")))) {
      assertThat(headers(forwarded(proxied, "/thing", "https")))
          .containsEntry(HSTS, "max-age=31536000");
      assertThat(headers(forwarded(proxied, "/nowhere", "https")))
          .containsEntry(HSTS, "max-age=31536000");
      assertThat(headers(forwarded(proxied, "/thing", "http"))).doesNotContainKey(HSTS);
    }
    assertThat(headers(forwarded(server, "/thing", "https"))).doesNotContainKey(HSTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "DEBUG", "PROPFIND"})
  void aMethodThatNoRouteTakesIsRefusedAndNothingIsEchoed(String method) throws IOException {
    var answer = raw(method + " /thing HTTP/1.1\r\nHost: x\r\nX-Secret: echo-me\r\n");

    assertThat(answer.getFirst()).startsWith("HTTP/1.1 405");
    var allow = answer.stream().filter(line -> line.startsWith("Allow: ")).findFirst();
    assertThat(Arrays.asList(allow.orElseThrow().substring("Allow: ".length()).split(", ")))
        .containsExactlyInAnyOrder("GET", "POST");
    assertThat(answer).noneMatch(line -> line.contains("echo-me"));
  }

  @Test
  void whatNeverReachesARouteNamesNoServerEither() throws IOException {
    for (var request : List.of("GET /%zz HTTP/1.1\r\nHost: x\r\n", "nonsense\r\n")) {
      var answer = raw(request);
      assertThat(answer.getFirst()).startsWith("HTTP/1.1 400");
      assertThat(answer)
          .noneMatch(line -> line.startsWith("Server:"))
          .noneMatch(line -> line.toLowerCase().contains("jetty"));
    }
  }

  private static Map<String, String> always(String name, String value) {
    var all = new TreeMap<>(ALWAYS);
    all.put(name, value);
    return all;
  }

  /** Without those that differ from one answer to the next. */
  private static Map<String, String> headers(HttpResponse<String> answer) {
    var headers = new TreeMap<String, String>();
    answer.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    assertThat(headers.remove("x-trace-id")).matches("[0-9a-f]{32}");
    headers.remove("date");
    headers.remove("content-length");
    return headers;
  }

  private static HttpResponse<String> forwarded(TestServer server, String path, String scheme) {
    return server.send(
        HttpRequest.newBuilder(server.uri(path))
            .method("GET", BodyPublishers.noBody())
            .header("X-Forwarded-Proto", scheme)
            .build());
  }

  /** The lines of the answer to a request that a decent client does not send. */
  private List<String> raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
      var bytes = (request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(bytes);
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new ArrayList<>(answer.lines().toList());
    }
  }
}
