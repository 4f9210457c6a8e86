package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred people log in again and again, at the real cost of a password, while Meta posts. */
class LoginFloodTest {
  private static final int LOGINS = 200;
  private static final int POSTS = 60;

  /** Had a post waited behind the passwords, most of the flood would be answered before it. */
  private static final int PASSED_BY = LOGINS / 4;

  private static final String PAGE = "7001";

  @TempDir Path folder;
  private final HttpClient meta =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpClient people = HttpClient.newHttpClient();
  private final AtomicInteger checked = new AtomicInteger(); // passwords, right or wrong
  private final AtomicInteger waiting = new AtomicInteger();
  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
  private final Set<String> strange = ConcurrentHashMap.newKeySet();
  private Switchboard server;
  private Api api;
  private volatile boolean over;

  @BeforeEach
  void start() {
    var unthrottled = Map.of("LOGIN_ATTEMPTS_PER_ADDRESS", "1000000");
    server =
        Switchboard.start(
            TestSettings.of(TestDatabase.emptyMigrated(), folder, unthrottled), _ -> {});
    api = new Api(server.port());
  }

  @AfterEach
  void stop() {
    over = true;
    people.shutdownNow();
    meta.close();
    api.close();
    server.close();
  }

  @Test
  void noWebhookWaitsBehindAPassword() throws Exception {
    var admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
    api.json(
        "POST",
        "/api/facebook/pages",
        admin,
        "{\"page_id\":\"%s\",\"page_name\":\"P\",\"access_token\":\"EAA\"}".formatted(PAGE));
    var events = MetaLoad.events(List.of(PAGE), POSTS, 1, 1_790_000_000_000L);
    var passedBy = new ArrayList<Integer>();
    var millis = new ArrayList<Long>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < LOGINS; i++) {
        var someone = i;
        threads.submit(() -> logInAgainAndAgain(someone));
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> checked.get() > 0 && waiting.get() > LOGINS / 2);
      for (var event : events) {
        int before = checked.get();
        long begun = System.nanoTime();
        assertThat(post(event)).isEqualTo(200);
        millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        passedBy.add(checked.get() - before);
        assertThat(waiting.get()).as("logins that wait").isGreaterThan(LOGINS / 2);
      }
      // they are not only stored: they become chats while the passwords still wait
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> api.all("/api/chats", admin).size() == POSTS);
      assertThat(waiting.get()).as("logins that wait").isGreaterThan(LOGINS / 2);
      over = true;
      people.shutdownNow();
    }
    System.out.println(
        "webhooks during %d logins: p50 %d ms, p99 %d ms, at most %d logins passed one by"
            .formatted(
                LOGINS,
                percentile(millis, 50),
                percentile(millis, 99),
                passedBy.stream().max(Integer::compare).orElseThrow()));
    assertThat(passedBy).allMatch(logins -> logins < PASSED_BY);
    assertThat(statuses).contains(401).isSubsetOf(200, 401, 429, 503);
    assertThat(strange).isEmpty();
  }

  private static long percentile(List<Long> values, int percent) {
    var sorted = values.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) * percent / 100);
  }

  private int post(MetaLoad.Event event) throws Exception {
    var body =
        "{\"object\":\"page\",\"entry\":[{\"id\":\"%s\",\"time\":1,\"messaging\":[%s]}]}"
            .formatted(PAGE, event.json())
            .getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(api.uri("/api/webhooks/facebook"))
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", MetaLoad.sign(body, TestSettings.FACEBOOK_APP_SECRET))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return meta.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** One in ten knows a password; nobody tries the same name twice. */
  private Void logInAgainAndAgain(int someone) throws Exception {
    for (int i = 0; !over; i++) {
      var body =
          someone % 10 == 0
              ? credentials("admin", TestSettings.ADMIN_PASSWORD)
              : credentials("ghost-" + someone + "-" + i, "not the password");
      waiting.incrementAndGet();
      try {
        note(people.send(login(body), BodyHandlers.ofString()));
      } finally {
        waiting.decrementAndGet();
      }
    }
    return null;
  }

  private void note(HttpResponse<String> answer) {
    int status = answer.statusCode();
    statuses.add(status);
    if (status == 200 || status == 401) {
      checked.incrementAndGet();
    } else if (answer.headers().firstValue("Retry-After").isEmpty()) {
      strange.add(status + " " + answer.body());
    }
  }

  private HttpRequest login(String body) {
    return HttpRequest.newBuilder(api.uri("/auth/login"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static String credentials(String name, String password) {
    return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
  }
}
