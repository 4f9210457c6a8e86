package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.WrappedTransactions;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Claims are made on the connections of the webhooks, and must leave them most of those. */
class LaneClaimsTest {
  private static final int LANES = 8;
  private static final int WORKERS = 6;

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final LaneSignals signals = new LaneSignals();
  private final InMemoryOutbox outbox = new InMemoryOutbox(transactions, signals);
  private final InMemoryLanes lanes = new InMemoryLanes(outbox);

  @Test
  void manyWorkersClaimNoMoreThanTwoAtOnce() {
    transactions.inTransaction(
        () -> outbox.enqueue(LongStream.rangeClosed(1, LANES).mapToObj(this::task).toList()));
    var crowd = new Crowd(transactions);
    try (var workers =
        new LaneWorkers(
            crowd,
            transactions,
            lanes,
            List.of(new Done()),
            new RetryPolicy(RetryPolicy.Config.DEFAULT, new Random(1)),
            signals,
            Clock.systemUTC(),
            new LaneWorkers.Config(
                Map.of(LaneKind.SEND, WORKERS),
                Duration.ofMillis(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1)))) {
      workers.start();
      try {
        await().until(() -> crowd.inside.get() + workers.waitingToClaim() == WORKERS);
      } finally {
        crowd.mayLeave.countDown();
      }

      await()
          .until(
              () ->
                  LongStream.rangeClosed(1, LANES)
                      .allMatch(task -> outbox.state(task) == TaskState.DONE));
    }

    assertThat(crowd.most).hasValue(2);
  }

  private Outbox.Task task(long id) {
    return new Outbox.Task(
        new CompanyId(1), LaneKind.SEND, id, id, id, 0, "", Clock.systemUTC().instant());
  }

  /** Holds whoever comes, so that everybody who may come in is inside together. */
  private static final class Crowd extends WrappedTransactions {
    private final CountDownLatch mayLeave = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Crowd(Transactions transactions) {
      super(transactions);
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      try {
        mayLeave.await();
        return transactions.inTransaction(work);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        inside.decrementAndGet();
      }
    }
  }

  private final class Done implements LaneHandler {
    @Override
    public LaneKind kind() {
      return LaneKind.SEND;
    }

    @Override
    public Outcome handle(Claim claim) {
      return new Outcome.Done(Optional.empty());
    }

    @Override
    public void settle(Claim claim, Settlement settlement, Instant now) {
      lanes.settle(claim, settlement, now);
    }
  }
}
