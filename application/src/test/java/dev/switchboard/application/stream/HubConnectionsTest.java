package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.Permission;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a connection ends, and what it may not do to others. */
class HubConnectionsTest {
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
  void whoTakesNothingIsClosedAndDelaysNobody() {
    var manager = world.connected(mia);
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
          public long received() {
            return 0;
          }

          @Override
          public void close(int code, String reason) {
            stuck.set(code);
          }
        };
    world.hub.connect(ada, Optional.empty(), line);

    for (int i = 0; i <= Waiting.MAX_FRAMES; i++) {
      world.message(adas);
    }

    await().until(() -> stuck.get() == CloseCode.TOO_SLOW.code());
    await().until(() -> manager.seen().size() == Waiting.MAX_FRAMES + 1);
    assertThat(world.hub.connections()).isEqualTo(1);
  }

  @Test
  void theSocketsOfARevokedSessionAreClosedAtOnce() {
    var agent = world.connected(ada);
    var other = world.connected(bob);

    world.end(ada);

    agent.awaitClosed(CloseCode.UNAUTHENTICATED);
    assertThat(other.closed()).isEmpty();
    world.message(bobs);
    other.awaitSeen(2L);
    assertThat(agent.seen()).isEmpty();
  }

  @Test
  void whoHasOtherRightsComesBackAndNobodyElse() {
    var agent = world.connected(ada);
    var other = world.connected(bob);
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
    var agent = world.connected(ada);
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
    var agent = world.connected(ada);
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

  @Test
  void whoAnswersNoPingIsClosedAndForgotten() {
    var ended = new AtomicInteger();
    var tail = new CompanyTail(HubWorld.COMPANY, context(), _ -> ended.incrementAndGet());
    var agent = joined(tail, ada, Optional.empty());
    long heartbeat = HubWorld.LIMITS.heartbeat().toNanos();
    for (int i = 0; i < 3; i++) {
      tail.ping(i * heartbeat);
      assertThat(agent.get()).isZero();
    }

    tail.ping(3 * heartbeat);

    assertThat(agent.get()).isEqualTo(CloseCode.TOO_SLOW.code());
    assertThat(tail.subscriptions()).isEmpty();
    assertThat(ended).hasValue(1);
  }

  private HubContext context() {
    return new HubContext(
        world.streams,
        LivePermissions.of(world.callers, world.clock),
        world.conversations,
        new PlainJson(),
        world.clock,
        HubWorld.LIMITS,
        Cluster.alone(new LocalBus()),
        Runnable::run,
        new Backlog(HubWorld.LIMITS.backlog(), Runnable::run));
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
          public long received() {
            return 0;
          }

          @Override
          public void close(int code, String reason) {
            closed.set(code);
          }
        };
    tail.join(new Subscription(tail, context(), caller, expiresAt, "c", "memory", socket));
    return closed;
  }

  @Test
  void aCompanyMayNotOpenSocketsWithoutEnd() {
    var first = world.client(world.agent(100)).connect();
    for (int i = 1; i < HubWorld.LIMITS.socketsPerCompany(); i++) {
      assertThat(world.connected(world.agent(100 + i)).closed()).isEmpty();
    }

    world.connected(world.agent(99)).awaitClosed(CloseCode.TOO_MANY);
    first.closed();
    assertThat(world.connected(world.agent(99)).closed()).isEmpty();
  }

  @Test
  void aUserMayNotOpenSocketsWithoutEnd() {
    for (int i = 0; i < HubWorld.LIMITS.socketsPerUser(); i++) {
      assertThat(world.connected(ada).closed()).isEmpty();
    }

    world.connected(ada).awaitClosed(CloseCode.TOO_MANY);
    assertThat(world.connected(bob).closed()).isEmpty();
  }

  @Test
  void aShutdownTellsEverybodyToComeBackAndTakesNobodyNew() {
    var agent = world.connected(ada);
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
