package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** A call has ended, and what is known of it cannot be written down at once. */
class SettlerTest {
  private static final StorageUnavailable READ_ONLY = new StorageUnavailable("25006", null);
  private static final int LONG = 40;

  private final OutboundWorld world = new OutboundWorld();
  private final AtomicInteger tries = new AtomicInteger();

  private void failing(int times) {
    world.whileSettling(
        () -> {
          if (tries.incrementAndGet() <= times) {
            throw READ_ONLY;
          }
        });
  }

  @Test
  void whatThePlatformSaidIsNotForgottenWhileTheStorageTakesNothing() {
    var message = world.answer("one");
    failing(LONG);

    world.work();

    assertThat(tries).hasValue(LONG + 1);
    assertThat(world.gateway.texts()).containsExactly("one");
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.now(message).externalId()).contains("m_1");
    assertThat(world.gateway.lookUps()).isEmpty();
  }

  @Test
  void aRefusalIsNotForgottenEither() {
    world.gateway.refuse(SendFailure.Kind.PERMANENT);
    var message = world.answer("one");
    failing(LONG);

    world.work();

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(world.gateway.texts()).containsExactly("one");
  }

  @Test
  void itIsWrittenAlthoughTheLeaseRanOutMeanwhileAndNobodyTookOver() {
    var message = world.answer("one");
    failing(LONG);
    world.gateway.meanwhile(
        _ -> {
          world.clock.pass(Duration.ofHours(1));
          return new Sent.Accepted("m_1");
        });

    world.work();

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void whoseLaneWasTakenOverWritesNothingAndStops() {
    var message = world.answer("one");
    var other = world.workers();
    world.gateway.meanwhile(
        _ -> {
          world.clock.pass(LaneWorkers.Config.DEFAULT.lease());
          assertThat(other.step(LaneKind.SEND)).isTrue();
          failing(LONG);
          return new Sent.Accepted("m_1");
        });

    assertThat(world.workers.step(LaneKind.SEND)).isTrue();

    assertThat(tries).hasValue(LONG + 1);
    assertThat(world.open()).hasSize(1);
    assertThat(world.now(message).externalId()).isEmpty();
  }

  @Test
  void aRenewalThatFindsTheLaneTakenOverEndsTheTries() throws InterruptedException {
    var settler = new Alone(_ -> {}, READ_ONLY);
    var closing = new CountDownLatch(1);
    var renewing = Thread.ofVirtual().start(() -> settler.leases.renewUntil(closing));
    settler.taken();

    settler.settle(new CountDownLatch(1));

    assertThat(settler.outbox.state(1)).isEqualTo(TaskState.AMBIGUOUS);
    closing.countDown();
    renewing.join();
  }

  @Test
  void aStopWaitsForNoFurtherTries() {
    var closing = new CountDownLatch(1);
    var settler =
        new Alone(
            attempt -> {
              if (attempt == 5) {
                closing.countDown();
              }
            },
            READ_ONLY);

    assertThatThrownBy(() -> settler.settle(closing)).isSameAs(READ_ONLY);

    assertThat(settler.tries).hasValueBetween(5, 14);
  }

  @Test
  void afterFiveMinutesItIsLeftToWhoeverTakesOver() {
    var settler = new Alone(_ -> {}, READ_ONLY, Duration.ofSeconds(10));

    assertThatThrownBy(() -> settler.settle(new CountDownLatch(1))).isSameAs(READ_ONLY);

    assertThat(settler.tries).hasValue(31);
  }

  @Test
  void aFaultOfOurOwnHoldsAWorkerForSecondsOnly() {
    var fault = new IllegalStateException("a fault");
    var settler = new Alone(_ -> {}, fault, Duration.ofSeconds(5));

    assertThatThrownBy(() -> settler.settle(new CountDownLatch(1))).isSameAs(fault);

    assertThat(settler.tries).hasValue(3);
  }

  /** One claim of one task, whose settling always fails. */
  private static final class Alone {
    private final InMemoryTransactions transactions = new InMemoryTransactions();
    private final InMemoryOutbox outbox = new InMemoryOutbox(transactions, new LaneSignals());
    private final InMemoryLanes lanes = new InMemoryLanes(outbox);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Leases leases = new Leases(transactions, lanes, Duration.ofMillis(30), clock);
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final Claim claim;
    private final Settler settler;

    Alone(IntConsumer meanwhile, RuntimeException failure) {
      this(meanwhile, failure, Duration.ZERO);
    }

    /**
     * @param each how long a try takes
     */
    Alone(IntConsumer meanwhile, RuntimeException failure, Duration each) {
      var task = new Outbox.Task(new CompanyId(1), LaneKind.SEND, 1, 1, 1, 0, "", clock.instant());
      transactions.inTransaction(() -> outbox.enqueue(List.of(task)));
      claim = claim();
      leases.keep(claim);
      var handler =
          new LaneHandler() {
            @Override
            public LaneKind kind() {
              return LaneKind.SEND;
            }

            @Override
            public Outcome handle(Claim claim) {
              throw new UnsupportedOperationException();
            }

            @Override
            public void settle(Claim claim, Settlement settlement, Instant now) {
              meanwhile.accept(tries.incrementAndGet());
              nanos.addAndGet(each.toNanos());
              throw failure;
            }
          };
      settler =
          new Settler(
              transactions,
              Map.of(LaneKind.SEND, handler),
              new RetryPolicy(RetryPolicy.Config.DEFAULT, new Random(1)),
              leases,
              Duration.ofMillis(1),
              clock,
              nanos::get);
    }

    private Claim claim() {
      var now = clock.instant();
      return transactions
          .inTransaction(() -> lanes.claim(LaneKind.SEND, now, now.plusSeconds(60), List.of()))
          .orElseThrow();
    }

    /** By another node. */
    void taken() {
      clock.pass(Duration.ofHours(1));
      claim();
    }

    void settle(CountDownLatch closing) {
      settler.settle(claim, new Outcome.Done(Optional.of("m_1")), closing);
    }
  }
}
