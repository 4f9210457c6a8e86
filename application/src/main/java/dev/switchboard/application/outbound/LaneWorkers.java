package dev.switchboard.application.outbound;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the lanes off: a bounded number of virtual threads for each kind, woken by hints, and by a
 * slow poll for hints that were lost and for waits that are over. Any number of nodes may run them
 * on one database.
 */
public final class LaneWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWorkers.class);
  private static final MessageError INTERNAL =
      new MessageError("internal_error", "It could not be sent because of a fault on our side.");
  // their connections are those of the webhooks, which must never wait for a pool full of claims
  private static final int CLAIMS_AT_ONCE = 2;

  /**
   * @param workers how many threads work on each kind
   * @param poll how long a lost hint may go unnoticed
   * @param lease how long a claim lasts; renewed while its work goes on
   * @param grace how long {@link #close} waits for work that is under way
   * @param nap how long to wait, at most, before something that failed is tried again
   */
  public record Config(
      Map<LaneKind, Integer> workers, Duration poll, Duration lease, Duration grace, Duration nap) {
    // more than the gateway lets one account have: calls that hang there leave some for the others
    public static final Config DEFAULT =
        new Config(
            Map.of(LaneKind.SEND, 32, LaneKind.PROFILE, 4, LaneKind.MAIL, 4, LaneKind.RESET, 2),
            Duration.ofMillis(250),
            Duration.ofSeconds(60),
            Duration.ofSeconds(8),
            Duration.ofSeconds(1));
  }

  private final Transactions claims;
  private final Lanes lanes;
  private final Map<LaneKind, LaneHandler> handlers = new EnumMap<>(LaneKind.class);
  private final LaneSignals signals;
  private final Clock clock;
  private final Config config;
  private final Leases leases;
  private final Settler settler;
  private final Semaphore claiming = new Semaphore(CLAIMS_AT_ONCE);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Several nodes' clocks may differ by much less than a lease.
   *
   * @param claims see the lanes of all companies
   * @param transactions for the company that a claim is of
   */
  public LaneWorkers(
      Transactions claims,
      Transactions transactions,
      Lanes lanes,
      List<LaneHandler> handlers,
      RetryPolicy policy,
      LaneSignals signals,
      Clock clock,
      Config config) {
    this.claims = claims;
    this.lanes = lanes;
    handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
    this.signals = signals;
    this.clock = clock;
    this.config = config;
    leases = new Leases(transactions, lanes, config.lease(), clock);
    settler =
        new Settler(
            transactions, this.handlers, policy, leases, config.nap(), clock, System::nanoTime);
  }

  /** Those who stand back while others claim. */
  int waitingToClaim() {
    return claiming.getQueueLength();
  }

  public void start() {
    for (var kind : handlers.keySet()) {
      for (int i = 0; i < config.workers().getOrDefault(kind, 1); i++) {
        // One of each kind polls; hints reach the others through it.
        var patience = i == 0 ? config.poll() : Duration.ofMinutes(1);
        threads.add(
            Thread.ofVirtual().name("lane-" + kind + "-" + i).start(() -> work(kind, patience)));
      }
    }
    threads.add(Thread.ofVirtual().name("lane-leases").start(() -> leases.renewUntil(closing)));
  }

  private void work(LaneKind kind, Duration patience) {
    try {
      while (!closed()) {
        if (!tryStep(kind)) {
          signals.await(kind, patience);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // told to end
    }
  }

  private boolean tryStep(LaneKind kind) throws InterruptedException {
    try {
      return step(kind);
    } catch (RuntimeException e) {
      LOG.warn("lane worker {}: {}", kind, e.toString());
    } catch (Error e) { // what was done is not known: in doubt once the lease is over
      LOG.error("lane worker {}", kind, e);
    }
    nap();
    return false;
  }

  /**
   * Does the next piece of work, if there is one.
   *
   * @return false if nothing is due, or can be done now
   */
  boolean step(LaneKind kind) {
    if (handlers.get(kind).rests()) {
      return false;
    }
    var claim = claim(kind);
    if (claim.isEmpty()) {
      return false;
    }
    signals.wake(kind); // where one lane is due, another may be: the next worker looks
    leases.keep(claim.get());
    try {
      settler.settle(claim.get(), closed() ? untouched() : outcome(claim.get()), closing);
    } finally {
      leases.release(claim.get());
    }
    return true;
  }

  private Optional<Claim> claim(LaneKind kind) {
    claiming.acquireUninterruptibly();
    try {
      return claims.inTransaction(
          () -> {
            var now = clock.instant(); // a lease must not have run while this waited for its turn
            return lanes.claim(kind, now, now.plus(config.lease()), leases.underWay());
          });
    } finally {
      claiming.release();
    }
  }

  /** Claimed, and told to stop before the work began. */
  private Outcome untouched() {
    return new Outcome.Held(clock.instant(), INTERNAL, Optional.empty());
  }

  private Outcome outcome(Claim claim) {
    try {
      return handlers.get(claim.kind()).handle(claim);
    } catch (StorageUnavailable _) {
      return new Outcome.Held(clock.instant().plus(config.nap()), INTERNAL, Optional.empty());
    } catch (RuntimeException e) {
      LOG.error("task {} of lane {} {}", claim.task(), claim.kind(), claim.lane(), e);
      return claim.ambiguous()
          ? new Outcome.Ambiguous(INTERNAL)
          : new Outcome.Retry(Optional.empty(), SendFailure.ATTEMPTS, INTERNAL);
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  /** Ends early when the workers are closed. */
  private void nap() throws InterruptedException {
    closing.await(config.nap().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Claims nothing more and waits, within the grace, for what is under way. What does not end by
   * then gives up its lease at once: whoever takes over finds out what became of it.
   */
  @Override
  public void close() {
    closing.countDown();
    var end = System.nanoTime() + config.grace().toNanos();
    try {
      for (var thread : threads) {
        handlers.keySet().forEach(signals::wake);
        awaitEnd(thread, end);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    leases.giveUp();
    threads.forEach(Thread::interrupt);
  }

  /** Whether every worker that was started still runs. */
  public boolean alive() {
    return !threads.isEmpty() && threads.stream().allMatch(Thread::isAlive);
  }

  private void awaitEnd(Thread thread, long end) throws InterruptedException {
    while (thread.isAlive() && System.nanoTime() < end) {
      thread.join(Duration.ofMillis(20));
      handlers.keySet().forEach(signals::wake); // one hint frees one waiting worker
    }
  }
}
