package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.stream.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets of one company that stop reading while it goes on writing. */
class HubBacklogTest {
  private static final int MESSAGES = 200; // fewer than one socket may let wait
  private static final String TEXT = "x".repeat(1_000);
  private static final int STALLED = 10;
  private static final long BOUND = 200_000;

  private final HubWorld world = new HubWorld();
  private final Caller mia = world.manager(3);
  private final Hub hub =
      new Hub(
          world.streams,
          LivePermissions.of(world.callers, world.clock),
          world.conversations,
          new PlainJson(),
          world.clock,
          HubWorld.LIMITS.within(BOUND * 8),
          Cluster.alone(world.bus));

  /** Takes nothing until it is closed. */
  private static final class Stalled implements Socket {
    private volatile int closed;

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
      closed = code;
    }
  }

  @AfterEach
  void stop() {
    hub.close();
    world.close();
  }

  @Test
  void thoseWhoReadNothingAreClosedBeforeTheyHoldTooMuchAndWhoReadsGetsAll() {
    world.bus.subscribe(hub);
    var ada = world.agent(1);
    var chat = world.conversation(11, ada);
    var sockets = new ArrayList<Stalled>();
    var subscriptions = new ArrayList<Subscription>();
    for (int i = 0; i < STALLED; i++) {
      sockets.add(new Stalled());
      subscriptions.add(hub.connect(world.manager(100 + i), Optional.empty(), sockets.getLast()));
    }
    var reader = new TestClient(hub, mia);
    var readers = reader.connect();

    for (int i = 1; i <= MESSAGES; i++) {
      world.append(new Audience.Viewers(chat), TEXT);
      long seen = i;
      await().until(() -> reader.position() == seen);
      assertThat(hub.backlog()).isLessThan(2 * BOUND);
    }

    assertThat(reader.closed()).isEmpty();
    await().until(() -> hub.connections() == 1 + open(sockets));
    assertThat(open(sockets)).isLessThan(STALLED);
    assertThat(sockets).extracting(socket -> socket.closed).isSubsetOf(0, 4408);
    subscriptions.forEach(Subscription::closed);
    readers.closed();
    assertThat(hub.backlog()).isZero();
  }

  private static int open(List<Stalled> sockets) {
    return (int) sockets.stream().filter(socket -> socket.closed == 0).count();
  }
}
