package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTest {
  private final HubWorld world = new HubWorld();
  private final Caller ada = world.agent(1);
  private final Caller bob = world.agent(2);
  private final Caller mia = world.manager(3);
  private final ConversationId adas = world.conversation(11, ada);
  private final ConversationId bobs = world.conversation(12, bob);

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void helloSaysWhereTheStreamStands() {
    world.message(adas);

    var hello = world.connected(ada).awaitFrame("hello");

    assertThat(PlainJson.number(hello, "seq")).isEqualTo(1);
    assertThat(PlainJson.text(hello, "epoch")).isEqualTo(world.streams.epoch());
    assertThat(PlainJson.number(hello, "heartbeat_seconds")).isEqualTo(30);
    assertThat(PlainJson.number(hello, "resume_window")).isEqualTo(86_400);
    assertThat(PlainJson.text(hello, "conn_id")).isNotBlank();
  }

  @Test
  void everybodyGetsWhatTheyMaySeeAndNothingElse() {
    var agent = world.connected(ada);
    var manager = world.connected(mia);

    world.message(adas);
    world.message(bobs);
    world.append(new Audience.Users(Set.of(ada.user())));
    world.append(new Audience.Viewers(bobs, Set.of(ada.user())));

    agent.awaitSeen(1L, 3L, 4L);
    manager.awaitSeen(1L, 2L, 4L);
    assertThat(agent.frames("new_message").getFirst())
        .isEqualTo("{\"type\":\"new_message\",\"seq\":1,\"prev\":0,\"text\":\"hi\"}");
  }

  @Test
  void anotherCompanyGetsNothing() {
    var stranger =
        new Caller(
            new CompanyId(2),
            new UserId(1),
            new SessionId(9),
            "x",
            "x",
            true,
            Set.of(Permission.values()));
    world.callers.signIn(stranger);
    var outsider = world.connected(stranger);
    var manager = world.connected(mia);

    world.message(adas);

    manager.awaitSeen(1L);
    assertThat(outsider.seen()).isEmpty();
  }

  @Test
  void whoLosesTheChatLosesItsFrames() {
    var agent = world.connected(ada);
    var other = world.connected(bob);
    world.message(adas);
    agent.awaitSeen(1L);

    world.assign(adas, bob);
    world.message(adas);

    other.awaitSeen(2L);
    assertThat(agent.seen()).containsExactly(1L);
  }

  @Test
  void aPermissionTakenAwayStopsTheDelivery() {
    var manager = world.connected(mia);
    var agent = world.connected(ada);
    world.message(adas);
    manager.awaitSeen(1L);

    world.signIn(3);
    world.message(adas);

    agent.awaitSeen(1L, 2L);
    manager.awaitClosed(CloseCode.RESTART);
    assertThat(manager.seen()).containsExactly(1L);
  }

  @Test
  void aLostHintIsFoundByThePoll() {
    var deaf =
        new Hub(
            world.streams,
            LivePermissions.of(world.callers, world.clock),
            world.conversations,
            new PlainJson(),
            world.clock,
            HubWorld.LIMITS,
            Cluster.alone(new LocalBus()));
    var agent = new TestClient(deaf, ada);
    agent.connect();
    world.message(adas);
    assertThat(agent.seen()).isEmpty();

    deaf.poll();

    agent.awaitSeen(1L);
    deaf.close();
  }

  @Test
  void byItselfTheHubPollsPingsAndTellsWhoIsThere() {
    var quick = Duration.ofMillis(50);
    var limits =
        new HubLimits(
            quick, quick, quick, Duration.ZERO, Duration.ofHours(1), 9, quick, 1 << 20, 9, 9);
    try (var hub =
        new Hub(
                world.streams,
                LivePermissions.of(world.callers, world.clock),
                world.conversations,
                new PlainJson(),
                world.clock,
                limits,
                Cluster.alone(new LocalBus()))
            .start()) {
      var agent = new TestClient(hub, ada);
      agent.connect();
      var other = new TestClient(hub, bob);
      other.connect();
      world.message(adas);

      agent.awaitSeen(1L);
      await().until(() -> agent.pings() > 0);
      await().until(() -> agent.frames("presence").getLast().contains("\"online\":[2]"));
      world.callers.end(bob.session());
      other.awaitClosed(CloseCode.UNAUTHENTICATED);
      await().until(() -> agent.frames("presence").getLast().contains("\"offline\":[2]"));
    }
  }

  @Test
  void aDoubledOrForgedHintChangesNothing() {
    var agent = world.connected(ada);
    world.message(adas);
    world.bus.reached(HubWorld.COMPANY, 1);
    world.bus.reached(HubWorld.COMPANY, 99);
    world.bus.reached(new CompanyId(77), 5);
    world.message(adas);

    agent.awaitSeen(1L, 2L);
    assertThat(agent.frames("new_message")).hasSize(2);
  }

  @Test
  void typingReachesTheOtherViewersAndNeedsTheRightToSeeTheChat() {
    var agent = world.client(ada);
    var line = agent.connect();
    var manager = world.connected(mia);
    var other = world.client(bob);
    var others = other.connect();

    others.typing(adas);
    line.typing(adas);

    var frame = manager.awaitFrame("typing");
    assertThat(PlainJson.number(frame, "user_id")).isEqualTo(1);
    assertThat(PlainJson.number(frame, "chat_id")).isEqualTo(11);
    assertThat(PlainJson.has(frame, "seq")).isFalse();
    assertThat(manager.frames("typing")).hasSize(1);
    assertThat(agent.frames("typing")).isEmpty();
    assertThat(other.frames("typing")).isEmpty();
  }

  @Test
  void pingIsAnsweredAndNonsenseIsNamed() {
    var agent = world.client(ada);
    var line = agent.connect();

    line.ping();
    line.ack(0);
    line.misunderstood("frame.unknown");

    assertThat(agent.awaitFrame("pong")).isEqualTo("{\"type\":\"pong\"}");
    assertThat(agent.awaitFrame("error")).contains("frame.unknown");
  }
}
