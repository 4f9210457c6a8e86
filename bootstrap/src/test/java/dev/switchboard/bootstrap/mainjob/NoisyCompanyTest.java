package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One company floods, and another notices nothing. */
class NoisyCompanyTest {
  private static final String PASSWORD = "correct horse battery";
  private static final int REQUESTS = 60;
  private static final int SENDS = 3;
  private static final int SOCKETS = 2;
  private static final int FLOOD = 300;
  private static final int TOO_MANY = 4429;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Switchboard switchboard;
  private Api api;
  private String noisy;
  private String quiet;

  @BeforeEach
  void start() {
    var limits =
        Map.of(
            "REQUESTS_PER_COMPANY", "" + REQUESTS,
            "SENDS_PER_COMPANY", "" + SENDS,
            "SOCKETS_PER_COMPANY", "" + SOCKETS,
            "GRAPH_BASE_URL", "http://127.0.0.1:9");
    switchboard =
        Switchboard.start(TestSettings.of(TestDatabase.emptyMigrated(), folder, limits), _ -> {});
    api = new Api(switchboard.port());
    var admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
    noisy = company("noisy", admin);
    quiet = company("quiet", admin);
    page("1001", noisy);
    page("1002", quiet);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    api.close();
    switchboard.close();
  }

  @Test
  void whileOneFloodsTheOtherIsServedAndWebhooksAreTaken() throws Exception {
    var webhooks = new MetaLoad(api.uri("/api/webhooks/facebook"), secret(), 1);
    var events = MetaLoad.events(List.of("1001", "1002"), 4, 2, Instant.now().toEpochMilli());
    List<Future<HttpResponse<String>>> floods;
    var others = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      floods = IntStream.range(0, FLOOD).mapToObj(_ -> threads.submit(() -> get(noisy))).toList();
      webhooks.post(events, 0, 10, 2, () -> {});
      for (int i = 0; i < REQUESTS / 3; i++) {
        others.add(get(quiet).statusCode());
      }
    }
    var flood = floods.stream().map(Future::resultNow).toList();

    assertThat(others).containsOnly(200);
    assertThat(webhooks.acknowledged()).hasSameElementsAs(events);
    assertThat(flood).extracting(HttpResponse::statusCode).containsOnly(200, 429);
    assertThat(flood)
        .filteredOn(answer -> answer.statusCode() == 429)
        .hasSizeGreaterThan(FLOOD / 4)
        .allSatisfy(answer -> assertRefused(answer, "company-requests", REQUESTS));
  }

  @Test
  void answersToCustomersHaveAQuotaOfTheirOwn() throws Exception {
    new MetaLoad(api.uri("/api/webhooks/facebook"), secret(), 1)
        .post(
            MetaLoad.events(List.of("1001", "1002"), 2, 1, Instant.now().toEpochMilli()),
            0,
            10,
            1,
            () -> {});
    var loud = chat(noisy);
    var calm = chat(quiet);

    var answers = new ArrayList<HttpResponse<String>>();
    while (answers.isEmpty() || answers.getLast().statusCode() == 201) {
      answers.add(answer(loud, noisy));
      assertThat(answers).hasSizeLessThan(REQUESTS / 3);
    }

    assertThat(answers).hasSizeGreaterThan(SENDS);
    assertRefused(answers.getLast(), "company-sends", SENDS);
    assertThat(answer(calm, quiet).statusCode()).isEqualTo(201);
    assertThat(get(noisy).statusCode()).isEqualTo(200);
  }

  @Test
  void soHaveOpenSockets() throws Exception {
    var open = IntStream.range(0, SOCKETS).mapToObj(_ -> socket(noisy)).toList();
    for (var each : open) {
      assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
    }

    assertThat(socket(noisy).get(10, TimeUnit.SECONDS)).isEqualTo("closed " + TOO_MANY);
    assertThat(socket(quiet).get(10, TimeUnit.SECONDS)).isEqualTo("hello");
  }

  private static void assertRefused(HttpResponse<String> answer, String quota, int amount) {
    var headers = answer.headers();
    var wait = Long.parseLong(headers.firstValue("Retry-After").orElseThrow());
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(wait).isPositive();
    assertThat(headers.firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(headers.firstValue("RateLimit")).hasValue("\"%s\";r=0;t=%d".formatted(quota, wait));
    assertThat(headers.firstValue("RateLimit-Policy"))
        .hasValue("\"%s\";q=%d;w=60".formatted(quota, amount));
    assertThat(answer.body())
        .contains("\"code\":\"company_quota_exceeded\"", "\"violated-policies\":[\"" + quota);
  }

  private HttpResponse<String> get(String token) {
    return api.send("GET", "/auth/me", token, null);
  }

  private HttpResponse<String> answer(String chat, String token) {
    return api.send("POST", "/api/chats/" + chat + "/messages", token, "{\"content\":\"Hello\"}");
  }

  private String chat(String token) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1)) // each look counts
        .until(() -> !api.json("GET", "/api/chats", token, null).isEmpty());
    return api.json("GET", "/api/chats", token, null).path(0).path("id").asText();
  }

  private String company(String name, String admin) {
    var email = name + "@example.test";
    api.json(
        "POST",
        "/api/companies",
        admin,
        "{\"name\":\"%s\",\"admin\":{\"email\":\"%s\",\"password\":\"%s\"}}"
            .formatted(name, email, PASSWORD));
    return api.json(
            "POST",
            "/auth/login",
            null,
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD))
        .path("access_token")
        .asText();
  }

  private void page(String id, String token) {
    api.json(
        "POST",
        "/api/facebook/pages",
        token,
        "{\"page_id\":\"%s\",\"page_name\":\"Shop\",\"access_token\":\"EAA%s\"}".formatted(id, id));
  }

  private static String secret() {
    return TestSettings.FACEBOOK_APP_SECRET;
  }

  /** What comes first: its greeting, or the code it is closed with. */
  private CompletableFuture<String> socket(String token) {
    var first = new CompletableFuture<String>();
    var listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            first.complete(text.toString().contains("\"hello\"") ? "hello" : text.toString());
            from.request(1);
            return null;
          }

          @Override
          public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            first.complete("closed " + code);
            return null;
          }
        };
    client.newWebSocketBuilder().buildAsync(api.socket(token), listener).join();
    return first;
  }
}
