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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

  private TestClient connected(Caller caller) {
    var client = world.client(caller);
    client.connect();
    return client;
  }

  @Test
  void helloSaysWhereTheStreamStands() {
    world.message(adas);

    var hello = connected(ada).awaitFrame("hello");

    assertThat(PlainJson.number(hello, "seq")).isEqualTo(1);
    assertThat(PlainJson.text(hello, "epoch")).isEqualTo(world.streams.epoch());
    assertThat(PlainJson.number(hello, "heartbeat_seconds")).isEqualTo(30);
    assertThat(PlainJson.number(hello, "resume_window")).isEqualTo(86_400);
    assertThat(PlainJson.text(hello, "conn_id")).isNotBlank();
  }

  @Test
  void everybodyGetsWhatTheyMaySeeAndNothingElse() {
    var agent = connected(ada);
    var manager = connected(mia);

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
    var outsider = connected(stranger);
    var manager = connected(mia);

    world.message(adas);

    manager.awaitSeen(1L);
    assertThat(outsider.seen()).isEmpty();
  }

  @Test
  void whoLosesTheChatLosesItsFrames() {
    var agent = connected(ada);
    var other = connected(bob);
    world.message(adas);
    agent.awaitSeen(1L);

    world.assign(adas, bob);
    world.message(adas);

    other.awaitSeen(2L);
    assertThat(agent.seen()).containsExactly(1L);
  }

  @Test
  void aPermissionTakenAwayStopsTheDelivery() {
    var manager = connected(mia);
    var agent = connected(ada);
    world.message(adas);
    manager.awaitSeen(1L);

    world.signIn(3);
    world.message(adas);

    agent.awaitSeen(1L, 2L);
    manager.awaitClosed(CloseCode.RESTART);
    assertThat(manager.seen()).containsExactly(1L);
  }

  @Test
  void aResumeBringsWhatWasMissedAndTheChainGoesOn() {
    var agent = connected(ada);
    world.message(adas);
    agent.awaitSeen(1L);
    agent.breakOff();
    world.message(adas);
    world.message(bobs);
    world.message(adas);

    agent.reconnect(false);
    agent.awaitSeen(1L, 2L, 4L);
    world.message(adas);

    agent.awaitSeen(1L, 2L, 4L, 5L);
    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count")).isEqualTo(2);
  }

  @Test
  void whatCameSinceHelloIsSentAgainByAResume() {
    var agent = connected(ada);
    var manager = connected(mia);
    agent.breakOff();
    world.message(adas);
    manager.awaitSeen(1L);
    var again = agent.connectToResume(false);
    world.message(adas);
    await().until(() -> agent.seen().contains(2L));

    again.resume("memory", 0);

    await().until(() -> agent.frames("new_message").size() == 3);
    assertThat(agent.frames("new_message"))
        .extracting(frame -> PlainJson.number(frame, "seq"))
        .containsExactly(2L, 1L, 2L);
  }

  @Test
  void aReplayLeavesOutWhatMayNoLongerBeSeen() {
    var agent = connected(ada);
    agent.breakOff();
    world.message(adas);
    world.assign(adas, bob);

    agent.reconnect(false);

    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count")).isZero();
    assertThat(agent.seen()).isEmpty();
  }

  @Test
  void numbersOfAnotherHistoryOrOfTheFutureMeanAReset() {
    var agent = connected(ada);
    var line = agent.connect();

    line.resume("another", 0);
    await().until(() -> agent.frames("reset").size() == 1);
    line.resume("memory", 7);
    await().until(() -> agent.frames("reset").size() == 2);
    world.message(adas);

    agent.awaitSeen(1L);
    assertThat(agent.frames("reset"))
        .extracting(frame -> PlainJson.text(frame, "reason"))
        .containsExactly("epoch", "future");
  }

  @Test
  void aMissedEventOlderThanADayMeansAReset() {
    var agent = connected(ada);
    agent.breakOff();
    world.message(adas);
    world.passes(Duration.ofHours(24).plusMillis(1));
    world.message(adas);

    agent.reconnect(false);

    assertThat(PlainJson.text(agent.awaitFrame("reset"), "reason")).isEqualTo("expired");
  }

  @Test
  void somebodyAwayForDaysWithoutEventsJustGoesOn() {
    var agent = connected(ada);
    agent.breakOff();
    world.passes(Duration.ofDays(3));

    agent.reconnect(false);

    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count")).isZero();
  }

  @Test
  void moreFramesThanTheWindowHoldsMeanAReset() {
    var agent = connected(ada);
    var other = connected(bob);
    agent.breakOff();
    other.breakOff();
    for (int i = 0; i < HubWorld.LIMITS.resumeFrames(); i++) {
      world.message(adas);
    }
    other.reconnect(false);
    agent.reconnect(false);
    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count")).isEqualTo(600);
    await().until(() -> agent.seen().size() == 600);
    agent.breakOff();
    for (int i = 0; i <= HubWorld.LIMITS.resumeFrames(); i++) {
      world.message(adas);
    }

    agent.reconnect(false);

    assertThat(PlainJson.text(agent.awaitFrame("reset"), "reason")).isEqualTo("too_many");
    assertThat(other.frames("reset")).isEmpty();
  }

  @Test
  void whoTakesNothingIsClosedAndDelaysNobody() {
    var manager = connected(mia);
    var stuck = new AtomicInteger();
    var line =
        new Socket() {
          @Override
          public void send(String frame, Runnable sent) {
            // never done
          }

          @Override
          public void ping() {}

          @Override
          public void close(int code, String reason) {
            stuck.set(code);
          }
        };
    world.hub.connect(ada, Optional.empty(), line);

    for (int i = 0; i <= Outbound.MAX_FRAMES; i++) {
      world.message(adas);
    }

    await().until(() -> stuck.get() == CloseCode.TOO_SLOW.code());
    await().until(() -> manager.seen().size() == Outbound.MAX_FRAMES + 1);
    assertThat(world.hub.connections()).isEqualTo(1);
  }

  @Test
  void theSocketsOfARevokedSessionAreClosedAtOnce() {
    var agent = connected(ada);
    var other = connected(bob);

    world.end(ada);

    agent.awaitClosed(CloseCode.UNAUTHENTICATED);
    assertThat(other.closed()).isEmpty();
    world.message(bobs);
    other.awaitSeen(2L);
    assertThat(agent.seen()).isEmpty();
  }

  @Test
  void whoHasOtherRightsComesBackAndNobodyElse() {
    var agent = connected(ada);
    var other = connected(bob);
    world.signIn(1, Permission.CHAT_VIEW_ALL);

    world.transactions.inTransaction(
        () -> world.revocations().rightsChanged(HubWorld.COMPANY, Set.of(ada.user(), bob.user())));

    agent.awaitClosed(CloseCode.RESTART);
    world.message(bobs);
    other.awaitSeen(2L);
    assertThat(other.closed()).isEmpty();
  }

  @Test
  void whoseCompanyHasNoStreamIsLookedAtWithEveryPoll() {
    var agent = connected(ada);
    world.callers.end(ada.session());

    world.hub.poll();

    agent.awaitClosed(CloseCode.UNAUTHENTICATED);
  }

  @Test
  void aSessionRevokedWhileItsSocketWasBeingOpenedIsClosed() {
    var agent = world.client(ada);
    world.end(ada);

    agent.connect();

    agent.awaitClosed(CloseCode.UNAUTHENTICATED);
  }

  @Test
  void aSessionThatEndedUnnoticedGetsNothingMore() {
    var agent = connected(ada);
    world.callers.end(ada.session());

    world.message(adas);

    agent.awaitClosed(CloseCode.UNAUTHENTICATED);
    assertThat(agent.seen()).isEmpty();
  }

  @Test
  void anIdleSocketDoesNotOutliveItsSession() {
    var tail = new CompanyTail(HubWorld.COMPANY, context(), _ -> {});
    var agent = joined(tail, ada, Optional.empty());
    world.callers.disable(ada.user());

    tail.revalidate();

    assertThat(agent.get()).isEqualTo(4401);
  }

  @Test
  void theConnectionEndsWithTheProofItCameWith() {
    var tail = new CompanyTail(HubWorld.COMPANY, context(), _ -> {});
    var agent = joined(tail, ada, Optional.of(world.now.get().plusSeconds(60)));
    tail.tick();
    assertThat(agent.get()).isZero();

    world.passes(Duration.ofSeconds(60));
    tail.tick();

    assertThat(agent.get()).isEqualTo(4401);
  }

  private HubContext context() {
    return new HubContext(
        world.streams,
        LivePermissions.of(world.callers, world.clock),
        world.conversations,
        new PlainJson(),
        world.clock,
        HubWorld.LIMITS,
        Runnable::run);
  }

  /** What it is closed with, once it is. */
  private AtomicInteger joined(
      CompanyTail tail, Caller caller, Optional<java.time.Instant> expiresAt) {
    var closed = new AtomicInteger();
    var socket =
        new Socket() {
          @Override
          public void send(String frame, Runnable sent) {
            sent.run();
          }

          @Override
          public void ping() {}

          @Override
          public void close(int code, String reason) {
            closed.set(code);
          }
        };
    tail.join(new Subscription(tail, context(), caller, expiresAt, "c", "memory", socket));
    return closed;
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
            HubWorld.LIMITS);
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
        new HubLimits(quick, quick, quick, Duration.ZERO, Duration.ofHours(1), 9, quick, 9);
    try (var hub =
        new Hub(
                world.streams,
                LivePermissions.of(world.callers, world.clock),
                world.conversations,
                new PlainJson(),
                world.clock,
                limits)
            .start()) {
      var agent = new TestClient(hub, ada);
      agent.connect();
      var other = new TestClient(hub, bob);
      other.connect();
      world.message(adas);

      agent.awaitSeen(1L);
      await().until(() -> agent.pings() > 0);
      await().until(() -> agent.frames("presence").getLast().contains("\"online\":[1,2]"));
      world.callers.end(bob.session());
      other.awaitClosed(CloseCode.UNAUTHENTICATED);
      await().until(() -> agent.frames("presence").getLast().contains("\"offline\":[2]"));
    }
  }

  @Test
  void aDatabaseThatWasReplacedSendsEverybodyToBeginAnew() {
    var agent = connected(ada);

    world.streams.replaced("restored");
    world.hub.poll();

    agent.awaitClosed(CloseCode.RESTART);
    agent.reconnect(false);
    assertThat(PlainJson.text(agent.awaitFrame("reset"), "reason")).isEqualTo("epoch");
  }

  @Test
  void aDoubledOrForgedHintChangesNothing() {
    var agent = connected(ada);
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
    var manager = connected(mia);
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

  @Test
  void aUserMayNotOpenSocketsWithoutEnd() {
    for (int i = 0; i < HubWorld.LIMITS.socketsPerUser(); i++) {
      assertThat(connected(ada).closed()).isEmpty();
    }

    connected(ada).awaitClosed(CloseCode.TOO_MANY);
    assertThat(connected(bob).closed()).isEmpty();
  }

  @Test
  void aShutdownTellsEverybodyToComeBackAndTakesNobodyNew() {
    var agent = connected(ada);
    var late = world.client(bob);

    world.hub.shutdown();
    late.connect();

    assertThat(PlainJson.number(agent.awaitFrame("reconnect"), "after_ms")).isBetween(0L, 15_000L);
    agent.awaitClosed(CloseCode.RESTART);
    late.awaitClosed(CloseCode.RESTART);
    assertThat(world.hub.connections()).isZero();
  }

  @Test
  void aClosedConnectionIsForgotten() {
    var line = world.client(ada).connect();

    line.closed();
    line.closed();

    assertThat(world.hub.connections()).isZero();
  }
}
