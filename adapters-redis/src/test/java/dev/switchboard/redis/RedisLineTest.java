package dev.switchboard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.stream.StreamBusContract.Heard;
import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis is away, hangs, comes back: nobody waits for it, and it is used again. */
class RedisLineTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final CompanyId ACME = new CompanyId(7);
  private static final Quota QUOTA = new Quota("some", 1_000, Duration.ofMinutes(1));
  private static final int TRIES = 500;
  private static final Patience HURRIED =
      new Patience(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofMillis(600));

  private RedisServer server;
  private RedisNodes here;
  private RedisNodes there;

  @BeforeEach
  void start() {
    server = RedisServer.start();
    here = Nodes.connected(server.address(), HURRIED, "line");
    there = Nodes.connected(server.address(), HURRIED, "line");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      here.close();
      there.close();
      server.close();
    }
  }

  @Test
  void aRedisThatComesLaterIsUsedFromThenOn() {
    server.kill();
    try (var early = Nodes.open(server.address(), HURRIED, "line")) {
      assertThat(early.up()).isFalse();
      assertThat(early.attendance().exchange(ACME, Set.of())).isEmpty();

      server.restart();

      await().until(early::up);
      assertThat(early.attendance().exchange(ACME, Set.of())).isPresent();
    }
  }

  @Test
  void ofAHangingRedisAFewWaitAndTheOthersDecideForThemselves() {
    server.hang();

    var begun = System.nanoTime();
    var admitted = admitted(QUOTA);
    var took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(admitted).isEqualTo(TRIES);
    assertThat(took).isLessThan(HURRIED.answer().multipliedBy(8));
    assertThat(here.up()).isFalse();
    assertThat(here.figures().alone()).isPositive();
    assertThat(here.attendance().exchange(ACME, Set.of(new UserId(1)))).isEmpty();
    server.goOn();
    await().until(here::up);
    assertThat(here.attendance().exchange(ACME, Set.of(new UserId(1)))).isPresent();
  }

  @Test
  void aConnectionThatStaysSilentIsGivenUpForAnother() {
    var line = new RedisLine(server.address(), HURRIED, "unused", _ -> {}).start();
    try {
      await().atMost(Duration.ofSeconds(20)).until(line::up);
      server.hang();
      await().until(() -> !line.connected());
      server.goOn();

      await().atMost(Duration.ofSeconds(20)).until(line::up);
      assertThat(line.connected()).isTrue();
    } finally {
      line.close();
    }
  }

  @Test
  void afterARestartHintsArriveAgain() {
    server.kill();
    await().until(() -> !here.up() && !there.up());
    assertThat(admitted(QUOTA)).isEqualTo(TRIES);
    here.bus().reached(ACME, 1);
    assertThat(here.figures().dropped()).isPositive();
    server.restart();

    heardAgain();
  }

  @Test
  void aPauseIsSatOut() {
    server.command("CLIENT PAUSE 1500");
    await().until(() -> !here.up());

    assertThat(admitted(QUOTA)).isEqualTo(TRIES);

    heardAgain();
  }

  @Test
  void oneLateAnswerIsNoOutage() {
    var second = Duration.ofSeconds(1);
    var patience =
        new Patience(second, second.multipliedBy(5), Duration.ofMillis(100), Duration.ofMinutes(1));
    try (var patient = Nodes.connected(server.address(), patience, "line")) {
      server.command("CLIENT PAUSE 1500");

      var during =
          second.multipliedBy(2); // longer than the pause; a dip would have to begin it anew
      await().during(during).atMost(during.plus(second)).until(patient::up);
    }
  }

  @Test
  void withAPasswordItIsUsedAndWithoutTheRightOneNotAndNobodyReadsEither() {
    try (var logged = new LogLines();
        var guarded = RedisServer.start("--requirepass", "right-secret")) {
      var address = "redis://:%s@127.0.0.1:" + guarded.port();
      try (var right =
              Nodes.open(RedisAddress.parse(address.formatted("right-secret")), HURRIED, "line");
          var wrong =
              Nodes.open(RedisAddress.parse(address.formatted("wrong-secret")), HURRIED, "line")) {
        await().until(right::up);
        await().until(() -> logged.tellOf("WRONGPASS"));
        assertThat(wrong.up()).isFalse();
      }
      assertThat(logged.all()).noneMatch(line -> line.contains("-secret"));
    }
  }

  @Test
  void whatRedisRefusesConcernsThatCompanyAlone() {
    server.command("LPUSH " + Nodes.prefix("line") + ":some:7 x");

    assertThat(admitted(QUOTA)).isEqualTo(TRIES);
    assertThat(here.up()).isTrue();
    assertThat(here.figures().alone()).isEqualTo(TRIES);
    assertThat(here.allowances().take(new CompanyId(8), QUOTA, NOON)).isEmpty();
    assertThat(here.figures().alone()).isEqualTo(TRIES);
  }

  @Test
  void aUserMayDoNoMoreThanThePageSays() throws IOException {
    var rights =
        Pattern.compile("`(~switchboard:[^`]*)`")
            .matcher(Files.readString(Path.of("../docs/scaling.md")));
    assertThat(rights.find()).isTrue();
    try (var guarded = RedisServer.start()) {
      guarded.command("ACL SETUSER node on >secret " + rights.group(1));
      var address = RedisAddress.parse("redis://node:secret@127.0.0.1:" + guarded.port());
      try (var one = Nodes.connected(address, Nodes.PATIENT, "rights");
          var other = Nodes.connected(address, Nodes.PATIENT, "rights")) {
        var heard = new Heard(new CopyOnWriteArrayList<>());
        other.bus().subscribe(heard);
        one.bus().reached(ACME, 1);

        await().until(() -> heard.heard().contains("7 reached 1"));
        assertThat(one.attendance().exchange(ACME, Set.of(new UserId(1)))).isPresent();
        assertThat(one.attendance().exchange(ACME, Set.of())).isPresent();
        assertThat(one.allowances().take(ACME, QUOTA, NOON)).isEmpty();
        assertThat(one.figures().failures()).isZero();
      }
    }
  }

  private long admitted(Quota quota) {
    return IntStream.range(0, TRIES)
        .filter(_ -> here.allowances().take(ACME, quota, NOON).isEmpty())
        .count();
  }

  private void heardAgain() {
    var heard = new Heard(new CopyOnWriteArrayList<>());
    there.bus().subscribe(heard);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              here.bus().reached(ACME, 5);
              return heard.heard().contains("7 reached 5");
            });
  }
}
