package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An error is no end: who is connected gets everything still, or comes back. */
class HubErrorsTest {
  /** Of which the next look may end with an error. */
  private final class Failing implements StreamReader {
    private final AtomicBoolean next = new AtomicBoolean();

    private void failOnce() {
      if (next.getAndSet(false)) {
        throw new StackOverflowError("scripted");
      }
    }

    @Override
    public String epoch() {
      return world.streams.epoch();
    }

    @Override
    public long head(CompanyId company) {
      return world.streams.head(company);
    }

    @Override
    public Map<CompanyId, Long> heads(Collection<CompanyId> companies) {
      return world.streams.heads(companies);
    }

    @Override
    public Page read(CompanyId company, long after, int limit) {
      failOnce();
      return world.streams.read(company, after, limit);
    }

    @Override
    public Page readFor(CompanyId company, Viewer viewer, long after, long upTo, int limit) {
      return world.streams.readFor(company, viewer, after, upTo, limit);
    }

    @Override
    public int countFor(CompanyId company, Viewer viewer, long after, long upTo, int limit) {
      return world.streams.countFor(company, viewer, after, upTo, limit);
    }
  }

  private final HubWorld world = new HubWorld();
  private final Failing reader = new Failing();
  private final Caller ada = world.agent(1);
  private final ConversationId chat = world.conversation(11, ada);
  private Hub hub;

  @BeforeEach
  void connect() {
    hub =
        new Hub(
            reader,
            LivePermissions.of(world.callers, world.clock),
            world.conversations,
            new PlainJson(),
            world.clock,
            HubWorld.LIMITS,
            Cluster.alone(world.bus));
    world.bus.subscribe(hub);
  }

  @AfterEach
  void stop() {
    hub.close();
    world.close();
  }

  @Test
  void afterAnErrorTheStreamIsFollowedAgain() {
    var agent = new TestClient(hub, ada);
    agent.connect();
    world.message(chat);
    agent.awaitSeen(1L);

    reader.next.set(true);
    world.message(chat);
    await().until(() -> !reader.next.get());
    world.message(chat);

    agent.awaitSeen(1L, 2L, 3L);
  }

  @Test
  void whoseReplayEndsWithAnErrorComesBack() {
    var agent = new TestClient(hub, ada);
    var line = agent.connect();
    world.message(chat);
    agent.awaitSeen(1L);

    reader.next.set(true);
    line.resume(world.streams.epoch(), 0);

    agent.awaitClosed(CloseCode.TRY_LATER);
  }

  @Test
  void whoseFramesCannotBeGivenComesBackAndTheOthersGetTheirs() {
    var agent = new TestClient(hub, ada);
    var broken = new Broken();
    hub.connect(ada, Optional.empty(), broken);
    agent.connect();
    broken.fails = true;

    world.message(chat);
    world.message(chat);

    agent.awaitSeen(1L, 2L);
    assertThat(broken.closed).isEqualTo(CloseCode.TRY_LATER.code());
    assertThat(hub.connections()).isEqualTo(1);
  }

  /** Whatever ends a delivery in the middle: the chain must not lead over what was left out. */
  @Test
  void whoGotNothingOfADeliveryThatEndedEarlyGetsItWithTheNext() {
    var broken = new Broken();
    hub.connect(ada, Optional.empty(), broken);
    var agent = new TestClient(hub, ada);
    agent.connect();
    broken.fails = true;
    broken.failsToClose = true;
    world.message(chat);
    await().until(() -> broken.closed != 0);

    world.message(chat);

    agent.awaitSeen(1L, 2L);
  }

  private static final class Broken implements Socket {
    private volatile boolean fails;
    private volatile boolean failsToClose;
    private volatile int closed;

    @Override
    public void send(String frame, Runnable sent) {
      if (fails) {
        throw new StackOverflowError("scripted");
      }
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
      closed = code;
      if (failsToClose) {
        throw new StackOverflowError("scripted");
      }
    }
  }
}
