package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.channel.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A platform that has had enough is left alone for a while. */
class GraphLimitsTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final GraphStub stub = new GraphStub().answer(200, Targets.SENT);
  private final GraphChannel channel = new GraphChannel(Targets.config(stub.url()), clock);

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void whatIsOverAnAccountsRateIsHeldBackAndCostsNoAttempt() {
    var page = Targets.on(Platform.FACEBOOK);
    for (int i = 0; i < 40; i++) {
      assertThat(channel.send(page, Targets.text("hello"))).isInstanceOf(Sent.Accepted.class);
    }

    assertThat(channel.send(page, Targets.text("too fast")))
        .isInstanceOfSatisfying(
            Sent.Refused.class,
            refused -> {
              assertThat(refused.failure().kind()).isEqualTo(SendFailure.Kind.NOT_TRIED);
              assertThat(refused.failure().error().code()).isEqualTo("rate_limited");
              assertThat(refused.failure().after().orElseThrow())
                  .isBetween(Duration.ofMillis(24), Duration.ofMillis(25));
            });
    assertThat(stub.asked()).hasSize(40);
    assertThat(channel.send(Targets.on(Platform.FACEBOOK, 8), Targets.text("another account")))
        .isInstanceOf(Sent.Accepted.class);
    clock.pass(Duration.ofMillis(25));
    assertThat(channel.send(page, Targets.text("in time"))).isInstanceOf(Sent.Accepted.class);
  }

  @Test
  void aLimitWithAHintPausesTheAccountAndNoOther() {
    stub.script(
        _ ->
            new GraphStub.Answer(
                400,
                Map.of(
                    "X-Business-Use-Case-Usage",
                    """
                    {"100200":[{"type":"messenger","call_count":100,"total_cputime":1,"total_time":1,
                    "estimated_time_to_regain_access":12}]}"""
                        .replace("\n", "")),
                "{\"error\":{\"code\":80006}}"));
    var target = Targets.on(Platform.FACEBOOK);

    var limited = Targets.failure(channel.send(target, Targets.text("one")));
    var held = Targets.failure(channel.send(target, Targets.text("two")));

    assertThat(limited.after()).contains(Duration.ofMinutes(12));
    assertThat(held.kind()).isEqualTo(SendFailure.Kind.NOT_TRIED);
    assertThat(held.after()).contains(Duration.ofMinutes(12));
    assertThat(stub.asked()).hasSize(1);

    channel.send(Targets.on(Platform.FACEBOOK, 8), Targets.text("other"));
    assertThat(stub.asked()).hasSize(2);
    clock.pass(Duration.ofMinutes(12));
    channel.send(target, Targets.text("two"));
    assertThat(stub.asked()).hasSize(3);
  }

  @Test
  void callsThatHangAtOneAccountAreFewAndKeepNobodyElseBack() throws Exception {
    var over = new CountDownLatch(1);
    stub.script(
        _ -> {
          hang(over);
          return new GraphStub.Answer(200, Map.of(), Targets.SENT);
        });
    var patient =
        new GraphChannel(
            GraphConfig.of(stub.url(), "v25.0", Targets.config(stub.url()).secrets()), clock);
    var page = Targets.on(Platform.FACEBOOK);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < Fuses.OF_ONE_ACCOUNT; i++) {
        threads.submit(() -> patient.send(page, Targets.text("hangs")));
      }
      await().until(() -> stub.asked().size() == Fuses.OF_ONE_ACCOUNT);

      var held = Targets.failure(patient.send(page, Targets.text("one more")));
      var other =
          threads.submit(() -> patient.send(Targets.on(Platform.FACEBOOK, 8), Targets.text("x")));
      await().until(() -> stub.asked().size() == Fuses.OF_ONE_ACCOUNT + 1);
      over.countDown();

      assertThat(held.kind()).isEqualTo(SendFailure.Kind.NOT_TRIED);
      assertThat(held.after()).contains(Duration.ofMillis(500));
      assertThat(other.get()).isInstanceOf(Sent.Accepted.class);
    }
    assertThat(patient.send(page, Targets.text("again"))).isInstanceOf(Sent.Accepted.class);
  }

  private static void hang(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void retryAfterIsHeard() {
    stub.script(_ -> new GraphStub.Answer(429, Map.of("Retry-After", "90"), ""));

    assertThat(
            Targets.failure(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x"))).after())
        .contains(Duration.ofSeconds(90));
  }

  @Test
  void aSuccessCloseToTheLimitPausesTheAccount() {
    stub.script(
        _ ->
            new GraphStub.Answer(
                200, Map.of("X-App-Usage", "{\"call_count\":96,\"total_time\":2}"), Targets.SENT));

    assertThat(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x")))
        .isEqualTo(new Sent.Accepted("m_abc"));
    assertThat(Targets.kind(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x"))))
        .isEqualTo(SendFailure.Kind.NOT_TRIED);
  }

  @Test
  void afterTwentyCallsOfWhichHalfFailedNoneLeavesForAWhile() {
    var target = Targets.on(Platform.FACEBOOK);
    stub.answer(503, "");
    for (int i = 0; i < 20; i++) {
      channel.send(target, Targets.text("x"));
    }

    var held = Targets.failure(channel.send(target, Targets.text("x")));
    var other = channel.send(Targets.on(Platform.FACEBOOK, 8), Targets.text("x"));

    assertThat(held.kind()).isEqualTo(SendFailure.Kind.NOT_TRIED);
    assertThat(held.after()).contains(Duration.ofSeconds(15));
    assertThat(Targets.kind(other))
        .as("the host is the same")
        .isEqualTo(SendFailure.Kind.NOT_TRIED);
    assertThat(stub.asked()).hasSize(20);

    assertThat(channel.unreachable()).isTrue();

    stub.answer(200, Targets.SENT);
    clock.pass(Duration.ofSeconds(16));
    for (int i = 0; i < 10; i++) {
      assertThat(channel.send(target, Targets.text("x"))).isEqualTo(new Sent.Accepted("m_abc"));
    }
  }

  @Test
  void aPlatformThatIsAwayIsTriedEveryFifteenSecondsUntilItAnswers() {
    stub.answer(503, "");
    assertThat(channel.unreachable()).isFalse();
    for (int i = 0; i < 20; i++) { // of two accounts, so that only the host has had enough
      channel.send(Targets.on(Platform.FACEBOOK, i % 2), Targets.text("x"));
    }
    assertThat(channel.unreachable()).isTrue();
    clock.pass(Duration.ofSeconds(15));
    assertThat(channel.unreachable()).isTrue();

    clock.pass(Duration.ofMillis(1));
    assertThat(channel.unreachable()).as("somebody must try").isFalse();
    for (int i = 0; i < 5; i++) {
      channel.send(Targets.on(Platform.FACEBOOK, i % 2), Targets.text("x"));
    }
    assertThat(channel.unreachable()).isTrue();

    stub.answer(200, Targets.SENT);
    clock.pass(Duration.ofSeconds(16));
    for (int i = 0; i < 5; i++) {
      channel.send(Targets.on(Platform.FACEBOOK, i % 2), Targets.text("x"));
    }
    assertThat(channel.unreachable()).isFalse();
    assertThat(stub.asked()).hasSize(30);
  }

  @Test
  void oneAccountThatFailsLeavesThePlatformReachable() {
    var good = Targets.on(Platform.FACEBOOK, 8);
    for (int i = 0; i < 30; i++) {
      channel.send(good, Targets.text("x"));
    }
    stub.answer(503, "");
    for (int i = 0; i < 20; i++) {
      channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x"));
    }
    stub.answer(200, Targets.SENT);

    assertThat(channel.unreachable()).isFalse();
    assertThat(channel.send(good, Targets.text("x"))).isInstanceOf(Sent.Accepted.class);
  }

  @Test
  void errorsThatGraphExplainsOpenNoBreaker() {
    stub.answer(400, "{\"error\":{\"code\":100,\"error_subcode\":33}}");
    for (int i = 0; i < 40; i++) {
      assertThat(Targets.kind(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x"))))
          .isEqualTo(SendFailure.Kind.PERMANENT);
    }
  }
}
