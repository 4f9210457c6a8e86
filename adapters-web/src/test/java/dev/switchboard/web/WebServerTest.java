package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.domain.Rejection;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.admission.Work;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebServerTest {
  record Body(String text, boolean flag, int number, Instant at, Map<String, String> texts) {}

  private final TestServer server = new TestServer(WebServerTest::routes);

  private static void routes(RoutesConfig routes) {
    routes.post(
        "/echo", context -> context.json(Requests.body(context, Body.class)), Access.PUBLIC);
    routes.get("/mine", context -> context.result("ok"), Access.AUTHENTICATED);
    routes.get(
        "/assign/{id}", c -> c.json(Requests.id(c, "id")), Access.anyOf(Permission.CHAT_ASSIGN));
    routes.get("/root", context -> context.result("ok"), Access.SUPERUSER);
    routes.get(
        "/list",
        context -> context.json(List.of(Requests.limit(context), Requests.skip(context))),
        Access.PUBLIC);
    routes.get(
        "/boom",
        _ -> {
          throw new IllegalStateException("secret inside");
        },
        Access.PUBLIC);
    routes.get(
        "/fatal",
        _ -> {
          throw new StackOverflowError("secret inside");
        },
        Access.PUBLIC);
    routes.get(
        "/down",
        _ -> {
          throw new StorageUnavailable("x", null);
        },
        Access.PUBLIC);
    routes.get(
        "/closed",
        _ -> {
          throw new Rejection.Forbidden(
                  "outside", "Too late", Map.of("closed_at", "2026-01-01T00:00:00Z"))
              .asException();
        },
        Access.PUBLIC);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRouteWithoutAccessDoesNotStart() {
    assertThatThrownBy(() -> new TestServer(routes -> routes.get("/open", c -> c.result("x"))))
        .hasStackTraceContaining("/open");
  }

  @Test
  void aTokenIsNeededWhereTheRouteSaysSo() {
    server.caller("ada", 1, 7);

    var without = server.get("/mine", "");
    problem(without, 401, "not_authenticated");
    assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    problem(server.get("/mine", "somebody"), 401, "invalid_token");
    assertThat(server.get("/mine", "ada").statusCode()).isEqualTo(200);
  }

  @Test
  void aPermissionIsNeededWhereTheRouteSaysSo() {
    server.caller("ada", 1, 7);
    server.caller("bo", 1, 8, Permission.CHAT_ASSIGN);

    problem(server.get("/assign/5", "ada"), 403, "insufficient_permissions");
    assertThat(server.get("/assign/5", "bo").body()).isEqualTo("5");
    problem(server.get("/root", "bo"), 403, "insufficient_permissions");
  }

  @Test
  void anUnknownPathAndAWrongMethodAreTold() {
    problem(server.get("/nowhere", ""), 404, "not_found");
    var wrong = server.send("DELETE", "/echo", "", null);
    problem(wrong, 405, "method_not_allowed");
    assertThat(wrong.headers().firstValue("Allow").orElse("")).contains("POST");
  }

  @Test
  void aTrailingSlashIsTheSamePath() {
    assertThat(server.get("/list/", "").statusCode()).isEqualTo(200);
  }

  @Test
  void badBodiesAreTold() {
    problem(post("{\"text\":"), 400, "malformed_json");
    problem(post(""), 400, "malformed_json");
    problem(post("null"), 422, "body_missing");
    problem(post("[]"), 422, "wrong_type");
    problem(post("{\"text\":\"a\"}{}"), 400, "malformed_json");
    problem(post("{\"text\":\"a\",\"text\":\"b\"}"), 400, "malformed_json");
    problem(post("[".repeat(100_000)), 400, "malformed_json");
    problem(post("{\"x\":" + "[".repeat(80) + "]".repeat(80) + "}"), 400, "malformed_json");
    var wrong = problem(post("{\"flag\":\"maybe\"}"), 422, "wrong_type");
    assertThat(wrong.at("/errors/0/field").asText()).isEqualTo("flag");
    problem(post("{\"number\":99999999999}"), 422, "wrong_type");
    problem(post("{\"at\":\"yesterday\"}"), 422, "wrong_type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text   | {'text':5}",
        "text   | {'text':1.5}",
        "text   | {'text':true}",
        "text   | {'text':{}}",
        "number | {'number':1026.9}",
        "number | {'number':1e400}",
        "number | {'number':99999999999}",
        "number | {'number':true}",
        "texts.a | {'texts':{'a':1}}",
        "flag   | {'flag':1.5}",
      })
  void aValueOfAnotherTypeIsRefusedAndNotTurnedIntoThisOne(String field, String body) {
    var problem = problem(post(body.replace('\'', '"')), 422, "wrong_type");

    assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void whatAncestorsSendAsTextIsTakenForWhatItSays() {
    var echoed = post("{\"flag\":\"true\",\"number\":\"7\"}");

    assertThat(echoed.statusCode()).isEqualTo(200);
    assertThat(echoed.body()).contains("\"flag\":true", "\"number\":7");
  }

  @Test
  void whyABodyIsNoJsonIsTold() {
    told("", "The body is missing: JSON is expected");
    told("{\"x\":" + "[".repeat(80), "The body is nested more than 64 levels deep");
    told("[".repeat(80), "The body is nested more than 64 levels deep");
    told("{\"text\":\"a\",\n\"text\":\"b\"}", "The body has a field twice (line 2, column 7)");
    told(
        "{\"number\":" + "1".repeat(2_000) + "}",
        "The body has a name or a number that is too long");
    told("{\"text\":\n  nonsense}", "The body is not valid JSON (line 2, column 3)");
  }

  private void told(String body, String detail) {
    assertThat(problem(post(body), 400, "malformed_json").path("detail").asText())
        .isEqualTo(detail);
  }

  @Test
  void bytesThatAreNotUtf8AreTold() {
    var bytes =
        new byte[] {
          '{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'
        };
    var request =
        HttpRequest.newBuilder(server.uri("/echo")).POST(BodyPublishers.ofByteArray(bytes)).build();

    problem(server.send(request), 400, "malformed_json");
  }

  @Test
  void aBodyOverOneMebibyteIsTooLarge() {
    problem(post("{\"text\":\"" + "x".repeat(1_100_000) + "\"}"), 413, "content_too_large");
  }

  @Test
  void aClientThatSendsFarTooMuchStillGetsTheAnswer() throws Exception {
    try (var socket = new java.net.Socket("127.0.0.1", server.uri("/").getPort())) {
      var out = socket.getOutputStream();
      out.write(
          "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n"
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      for (int i = 0; i < 1_000; i++) {
        out.write(new byte[10_000]);
      }
      var status = new byte[12];
      socket.getInputStream().readNBytes(status, 0, status.length);
      assertThat(new String(status, java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void aHeadRequestIsAnsweredWithoutABody() {
    var answer = server.send("HEAD", "/list", "", null);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void anotherMediaTypeIsRefused() {
    var request =
        HttpRequest.newBuilder(server.uri("/echo"))
            .header("Content-Type", "text/xml")
            .POST(BodyPublishers.ofString("<a/>"))
            .build();

    problem(server.send(request), 415, "unsupported_media_type");
  }

  @Test
  void fieldsThatWeDoNotKnowAreIgnoredAndInstantsAreUtc() {
    var answer = post("{\"text\":\"hé\",\"other\":[1],\"at\":\"2026-01-01T01:00:00+01:00\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"text\":\"hé\",\"flag\":false,\"number\":0,\"at\":\"2026-01-01T00:00:00.000000Z\",\"texts\":null}");
  }

  @Test
  void wrongNumbersInTheUrlAreTold() {
    server.caller("bo", 1, 8, Permission.CHAT_ASSIGN);

    problem(server.get("/assign/abc", "bo"), 422, "integer");
    problem(server.get("/list?limit=x", ""), 422, "integer");
    problem(server.get("/list?limit=0", ""), 422, "range");
    problem(server.get("/list?skip=-1", ""), 422, "range");
    assertThat(server.get("/list?limit=1000000000&skip=3", "").body()).isEqualTo("[500,3]");
  }

  @Test
  void aFailureOfOursSaysNothingOfItself() {
    var answer = server.get("/boom", "");

    var problem = problem(answer, 500, "internal_error");
    assertThat(answer.body()).doesNotContain("secret", "Exception");
    assertThat(problem.get("trace_id").asText())
        .isEqualTo(answer.headers().firstValue("X-Trace-Id").orElseThrow());
  }

  @Test
  void anErrorThatIsNoExceptionIsAnsweredToo() throws IOException {
    var answer = server.get("/fatal", "");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).doesNotContain("secret", "StackOverflow");
    var problem = ApiJson.mapper().readTree(answer.body());
    assertThat(problem.get("code").asText()).isEqualTo("internal_error");
    assertThat(problem.get("trace_id").asText())
        .isEqualTo(answer.headers().firstValue("X-Trace-Id").orElseThrow());
    assertThat(server.get("/list", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aStorageThatIsDownAsksToComeBack() {
    var answer = server.get("/down", "");

    problem(answer, 503, "temporarily_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void factsOfARefusalAreMembersOfTheProblem() {
    assertThat(problem(server.get("/closed", ""), 403, "outside").get("closed_at").asText())
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    var headers = server.get("/nowhere", "").headers();

    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @Test
  void theTraceOfTheCallerIsKept() {
    var trace = "0af7651916cd43dd8448eb211c80319c";
    var request =
        HttpRequest.newBuilder(server.uri("/nowhere"))
            .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
            .build();

    assertThat(server.send(request).body()).contains(trace);
  }

  @Test
  void theServerKnowsItsRoutes() {
    assertThat(server.server().registered())
        .contains(new WebServer.Registered("GET", "/root", Access.SUPERUSER, false, Work.LIST));
    assertThat(Set.copyOf(server.server().registered())).hasSize(9);
  }

  private HttpResponse<String> post(String body) {
    return server.send("POST", "/echo", "", body);
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    try {
      var problem = ApiJson.mapper().readTree(answer.body());
      assertThat(problem.get("code").asText()).isEqualTo(code);
      assertThat(problem.get("status").asInt()).isEqualTo(status);
      assertThat(problem.get("instance").asText()).isNotEmpty();
      return problem;
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
