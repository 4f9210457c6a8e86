package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.WrappedTransactions;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneWorkersTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final LaneSignals signals = new LaneSignals();
  private final InMemoryOutbox outbox = new InMemoryOutbox(transactions, signals);
  private final InMemoryLanes lanes = new InMemoryLanes(outbox);
  private final List<Long> done = Collections.synchronizedList(new ArrayList<>());
  private Duration grace = Duration.ofSeconds(5);
  private LaneWorkers workers;

  private LaneWorkers start(Transactions units, Duration poll, Duration lease, Handler handler) {
    workers =
        new LaneWorkers(
            units,
            units,
            lanes,
            List.of(handler),
            new RetryPolicy(
                new RetryPolicy.Config(
                    Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50)),
                new Random(1)),
            signals,
            Clock.systemUTC(),
            new LaneWorkers.Config(
                Map.of(LaneKind.SEND, 4), poll, lease, grace, Duration.ofMillis(50)));
    workers.start();
    return workers;
  }

  @Test
  void workersAreAliveFromStartToClose() {
    start(new Handler(_ -> ok()));
    assertThat(workers.alive()).isTrue();
    workers.close();
    assertThat(workers.alive()).isFalse();
  }

  @Test
  void anErrorEndsNoWorkerAndItsTaskIsInDoubtOnceTheLeaseIsOver() {
    var claims = new CopyOnWriteArrayList<Claim>();
    start(
        transactions,
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        new Handler(
            claim -> {
              claims.add(claim);
              if (claims.size() == 1) {
                throw new StackOverflowError();
              }
              return ok();
            }));
    enqueue(1, 1);

    await().dontCatchUncaughtExceptions().until(() -> done.equals(List.of(1L)));

    assertThat(claims.getLast().ambiguous()).isTrue();
    assertThat(workers.alive()).isTrue();
  }

  private LaneWorkers start(Handler handler) {
    return start(transactions, Duration.ofMillis(50), Duration.ofSeconds(30), handler);
  }

  @AfterEach
  void stop() {
    workers.close();
  }

  /** Does what it is told; settles as plain as can be. */
  private final class Handler implements LaneHandler {
    private final java.util.function.Function<Claim, Outcome> work;

    Handler(java.util.function.Function<Claim, Outcome> work) {
      this.work = work;
    }

    @Override
    public LaneKind kind() {
      return LaneKind.SEND;
    }

    @Override
    public Outcome handle(Claim claim) {
      var outcome = work.apply(claim);
      done.add(claim.task());
      return outcome;
    }

    @Override
    public void settle(Claim claim, Settlement settlement, Instant now) {
      lanes.settle(claim, settlement, now);
    }
  }

  private static Outcome ok() {
    return new Outcome.Done(Optional.empty());
  }

  private void enqueue(long lane, long id) {
    transactions.inTransaction(
        () ->
            outbox.enqueue(
                List.of(
                    new Outbox.Task(
                        COMPANY,
                        LaneKind.SEND,
                        lane,
                        id,
                        id,
                        0,
                        "",
                        Clock.systemUTC().instant()))));
  }

  @Test
  void aHintWakesAWorkerLongBeforeThePoll() {
    start(transactions, Duration.ofHours(1), Duration.ofSeconds(30), new Handler(_ -> ok()));

    enqueue(1, 1);

    await().until(() -> done.equals(List.of(1L)));
  }

  @Test
  void oneHintIsEnoughForManyLanes() {
    start(transactions, Duration.ofHours(1), Duration.ofSeconds(30), new Handler(_ -> ok()));

    transactions.inTransaction(
        () -> {
          for (long lane = 1; lane <= 40; lane++) {
            enqueue(lane, lane);
          }
        });

    await().until(() -> done.size() == 40);
  }

  @Test
  void aLostHintCostsOnePoll() {
    start(new Handler(_ -> ok()));
    await().until(() -> done.isEmpty() && !workers.step(LaneKind.SEND));
    var later = Clock.systemUTC().instant().plusMillis(100);

    transactions.inTransaction(
        () ->
            outbox.enqueue(
                List.of(new Outbox.Task(COMPANY, LaneKind.SEND, 1, 1, 1, 0, "", later))));

    await().until(() -> done.contains(1L));
  }

  @Test
  void aLaneIsWorkedOffInOrderByAnyNumberOfWorkers() {
    for (long id = 1; id <= 50; id++) {
      enqueue(1, id);
    }
    start(new Handler(_ -> ok()));

    await().until(() -> done.size() == 50);
    assertThat(done).isSorted();
  }

  @Test
  void aHandlerThatThrowsIsTriedAgainAndHurtsNoOtherLane() {
    var tries = new AtomicInteger();
    start(
        new Handler(
            claim -> {
              if (claim.lane() == 1 && tries.incrementAndGet() < 3) {
                throw new IllegalStateException("a fault");
              }
              return ok();
            }));

    enqueue(1, 1);
    enqueue(2, 2);

    await().until(() -> done.containsAll(List.of(1L, 2L)));
    assertThat(tries).hasValue(3);
  }

  @Test
  void anOutcomeIsNotLostWhenTheStorageIsAwayForAMoment() {
    var down = new AtomicInteger();
    var flaky =
        new WrappedTransactions(transactions) {
          @Override
          public <T> T inTransaction(Supplier<T> work) {
            if (down.getAndDecrement() > 0) {
              throw new StorageUnavailable("away", null);
            }
            return transactions.inTransaction(work);
          }
        };
    start(
        flaky,
        Duration.ofMillis(50),
        Duration.ofSeconds(30),
        new Handler(
            _ -> {
              down.set(1);
              return ok();
            }));

    enqueue(1, 1);

    await().until(() -> outbox.state(1) == TaskState.DONE);
    assertThat(done).containsExactly(1L);
  }

  @Test
  void closingWaitsForWhatIsUnderWayAndClaimsNothingMore() {
    var begun = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    start(
        new Handler(
            _ -> {
              begun.countDown();
              awaitQuietly(finish);
              return ok();
            }));
    enqueue(1, 1);
    awaitQuietly(begun);
    var closer = Thread.ofVirtual().start(workers::close);
    await().until(() -> closer.getState() != Thread.State.NEW);
    finish.countDown();

    await().until(() -> !closer.isAlive());
    enqueue(1, 2);

    assertThat(outbox.state(1)).isEqualTo(TaskState.DONE);
    assertThat(outbox.state(2)).isEqualTo(TaskState.PENDING);
  }

  @Test
  void aCallThatHangsBeyondTheGraceIsInDoubtForWhoeverTakesOverAtOnce() {
    var begun = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    grace = Duration.ofMillis(100);
    start(
        new Handler(
            _ -> {
              begun.countDown();
              while (finish.getCount() > 0) {
                awaitQuietly(finish);
                Thread.interrupted(); // deaf to being told to end
              }
              return ok();
            }));
    enqueue(1, 1);
    awaitQuietly(begun);

    workers.close();

    var now = Clock.systemUTC().instant();
    var next =
        transactions.inTransaction(
            () -> lanes.claim(LaneKind.SEND, now, now.plusSeconds(60), List.of()));
    finish.countDown();
    assertThat(next.orElseThrow().ambiguous()).isTrue();
  }

  @Test
  void aLeaseIsRenewedWhileItsWorkGoesOn() {
    var finish = new CountDownLatch(1);
    var calls = new AtomicInteger();
    start(
        transactions,
        Duration.ofMillis(20),
        Duration.ofSeconds(1),
        new Handler(
            _ -> {
              calls.incrementAndGet();
              awaitQuietly(finish);
              return ok();
            }));
    enqueue(1, 1);
    var begun = Clock.systemUTC().instant();
    await().until(() -> Clock.systemUTC().instant().isAfter(begun.plusMillis(2_500)));

    finish.countDown();

    await().until(() -> outbox.state(1) == TaskState.DONE);
    assertThat(calls).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
