package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.Rejection.Conflict;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotentPostsTest {
  private final AtomicInteger effects = new AtomicInteger();
  private final Semaphore inside = new Semaphore(0);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final TestServer server = new TestServer(this::routes);

  private void routes(RoutesConfig routes) {
    routes.post("/things", this::create, Access.AUTHENTICATED, Idempotent.BY_KEY);
    routes.post("/others/{id}", this::create, Access.AUTHENTICATED, Idempotent.BY_KEY);
    Mounts.MESSAGES.each(
        "", path -> routes.post(path, this::create, Access.AUTHENTICATED, Idempotent.BY_KEY));
    routes.post("/waiting", this::await, Access.AUTHENTICATED, Idempotent.BY_KEY);
    routes.post("/plain", this::create, Access.AUTHENTICATED);
    routes.post("/refusing", this::refuse, Access.AUTHENTICATED, Idempotent.BY_KEY);
  }

  private void await(Context context) throws InterruptedException {
    inside.release();
    gate.await();
    create(context);
  }

  private void create(Context context) {
    var number = effects.incrementAndGet();
    context
        .status(HttpStatus.CREATED)
        .header("Location", "/things/" + number)
        .json(Map.of("number", number, "text", "hé"));
  }

  private void refuse(Context context) {
    create(context);
    throw new Conflict("full", "No room").asException();
  }

  @BeforeEach
  void callers() {
    server.caller("ada", 1, 7);
    server.caller("bo", 1, 8);
    server.caller("cy", 2, 7);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theSameRequestIsAnsweredAgainWithoutActing() {
    var first = post("/things", "ada", "k", "{}");
    var again = post("/things", "ada", "k", "{}");

    assertThat(effects).hasValue(1);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body()).contains("hé");
    for (var header : new String[] {"Location", "Content-Type", "X-Content-Type-Options"}) {
      assertThat(again.headers().allValues(header)).isEqualTo(first.headers().allValues(header));
    }
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
  }

  @Test
  void anotherBodyQueryOrPathUnderTheSameKeyIsRefused() {
    post("/things", "ada", "k", "{}");
    post("/others/1", "ada", "k", "{}");

    assertThat(post("/things", "ada", "k", "{\"a\":1}").body()).contains("idempotency_key_reused");
    assertThat(post("/things?x=1", "ada", "k", "{}").statusCode()).isEqualTo(422);
    assertThat(post("/others/2", "ada", "k", "{}").statusCode()).isEqualTo(422);
    assertThat(effects).hasValue(2);
  }

  @Test
  void anotherUserCompanyOrRouteHasKeysOfItsOwn() {
    post("/things", "ada", "k", "{}");
    post("/things", "bo", "k", "{}");
    post("/things", "cy", "k", "{}");
    post("/others/1", "ada", "k", "{}");

    assertThat(effects).hasValue(4);
  }

  @Test
  void oneResourceAtTwoPathsActsOnce() {
    post("/messages", "ada", "k", "{}");
    var again = post("/api/messages", "ada", "k", "{}");

    assertThat(effects).hasValue(1);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
  }

  /** In these tests one. */
  @Test
  void onlySoManyHoldAConnectionAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> post("/waiting", "ada", "k", "{}"));
      try {
        assertThat(inside.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        var second = post("/things", "bo", "k", "{}");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.send("POST", "/things", "bo", "{}").statusCode()).isEqualTo(201);
      } finally {
        gate.countDown();
      }
      assertThat(first.get().statusCode()).isEqualTo(201);
    }
    assertThat(post("/things", "bo", "k", "{}").statusCode()).isEqualTo(201);
  }

  @Test
  void aRefusalIsNotKeptAndLeavesNothingOfTheAnswerThatWasBegun() {
    var refused = post("/refusing", "ada", "k", "{}");
    post("/refusing", "ada", "k", "{}");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(refused.body()).contains("\"code\":\"full\"");
    assertThat(effects).hasValue(2);
  }

  @Test
  void withoutAKeyOrOnARouteThatTakesNoneEachRequestActs() {
    post("/plain", "ada", "k", "{}");
    post("/plain", "ada", "k", "{}");
    server.send("POST", "/things", "ada", "{}");
    server.send("POST", "/things", "ada", "{}");

    assertThat(effects).hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\t"})
  void aKeyOfOtherCharactersIsRefused(String key) {
    var answer = post("/things", "ada", key, "{}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(effects).hasValue(0);
  }

  @Test
  void aKeyHasAtMost255Characters() {
    assertThat(post("/things", "ada", "k".repeat(255), "{}").statusCode()).isEqualTo(201);
    assertThat(post("/things", "ada", "k".repeat(256), "{}").body())
        .contains("idempotency_key_invalid");
  }

  @Test
  void whoMayNotMayNotWithAKeyEither() {
    assertThat(post("/things", "stranger", "k", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void theServerKnowsWhichRoutesTakeAKey() {
    assertThat(server.server().registered())
        .filteredOn(WebServer.Registered::idempotent)
        .extracting(WebServer.Registered::path)
        .containsExactlyInAnyOrder(
            "/things", "/others/{id}", "/messages", "/api/messages", "/waiting", "/refusing");
  }

  private HttpResponse<String> post(String path, String token, String key, String body) {
    return server.send(
        HttpRequest.newBuilder(server.uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build());
  }
}
