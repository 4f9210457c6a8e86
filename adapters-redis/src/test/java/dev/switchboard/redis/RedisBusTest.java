package dev.switchboard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.stream.StreamBus;
import dev.switchboard.application.stream.StreamBusContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisBusTest implements StreamBusContract {
  private static final String CHANNEL = Nodes.prefix("tests") + ":hints";

  private static RedisServer server;
  private final RedisNodes here = Nodes.open(server);
  private final RedisNodes there = Nodes.open(server);

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Override
  public StreamBus here() {
    return here.bus();
  }

  @Override
  public StreamBus there() {
    return there.bus();
  }

  @Test
  void aNodeDoesNotHearItselfOverTheBus() {
    var far = new Heard(new CopyOnWriteArrayList<>());
    var near = new Heard(new CopyOnWriteArrayList<>());
    there.bus().subscribe(far);
    here.bus().subscribe(near);

    here.bus().reached(ACME, 1);
    await().until(() -> !far.heard().isEmpty());
    there.bus().reached(ACME, 2);

    await().until(() -> near.heard().size() >= 2);
    assertThat(near.heard()).containsExactly("7 reached 1", "7 reached 2");
    assertThat(far.heard()).containsExactly("7 reached 1", "7 reached 2");
  }

  @Test
  void anotherInstallationOnTheSameRedisHearsNothing() {
    try (var stranger = Nodes.connected(server.address(), Nodes.PATIENT, "others")) {
      var foreign = new Heard(new CopyOnWriteArrayList<>());
      var far = new Heard(new CopyOnWriteArrayList<>());
      stranger.bus().subscribe(foreign);
      there.bus().subscribe(far);

      here.bus().typing(ACME, new SessionId(1), new ConversationId(2));

      await().until(() -> !far.heard().isEmpty());
      assertThat(foreign.heard()).isEmpty();
    }
  }

  @Test
  void whatIsNoHintIsCountedAndForgotten() {
    var far = new Heard(new CopyOnWriteArrayList<>());
    there.bus().subscribe(far);

    server.command("PUBLISH " + CHANNEL + " nonsense");
    server.command("PUBLISH " + CHANNEL + " " + "9".repeat(10_000));
    here.bus().reached(ACME, 9);

    await().untilAsserted(() -> assertThat(far.heard()).containsExactly("7 reached 9"));
    assertThat(there.figures().refused()).isEqualTo(2);
    assertThat(there.figures().received()).isEqualTo(1);
  }
}
