package dev.switchboard.application.outbound;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What was done must be written down, or it will be in doubt: so a failure is worth waiting. What
 * is known stays true for as long as nobody has taken the lane over, and the claim's token decides
 * that in the database, so it may be written long after the lease has run out.
 */
final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
  private static final Duration FIRST_NAP = Duration.ofMillis(10);

  /** Read-only, its disk full, on its way to another machine: a person may have to see to it. */
  private static final Duration STORAGE_AWAY = Duration.ofMinutes(5);

  /** Will most likely fail again, and a worker waits with it. */
  private static final Duration FAULT = Duration.ofSeconds(10);

  private static final int TRIES_AT_THE_END = 10;

  private final Transactions transactions;
  private final Map<LaneKind, LaneHandler> handlers;
  private final RetryPolicy policy;
  private final Leases leases;
  private final Duration longestNap;
  private final Clock clock;
  private final LongSupplier nanoTime;

  /**
   * @param transactions for the company that a claim is of
   * @param leases tells early whose lane was taken over
   * @param nanoTime as {@link System#nanoTime}
   */
  Settler(
      Transactions transactions,
      Map<LaneKind, LaneHandler> handlers,
      RetryPolicy policy,
      Leases leases,
      Duration longestNap,
      Clock clock,
      LongSupplier nanoTime) {
    this.transactions = transactions;
    this.handlers = handlers;
    this.policy = policy;
    this.leases = leases;
    this.longestNap = longestNap;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns once it is written, or somebody else has the lane.
   *
   * @param closing at zero, nothing is waited for any more
   * @throws RuntimeException why the last try failed
   */
  void settle(Claim claim, Outcome outcome, CountDownLatch closing) {
    long begun = nanoTime.getAsLong();
    int atTheEnd = 0;
    for (var nap = FIRST_NAP; ; nap = longer(nap)) {
      try {
        write(claim, outcome);
        return;
      } catch (RuntimeException e) {
        atTheEnd += closing.getCount() == 0 ? 1 : 0;
        if (leases.lost(claim)) {
          LOG.warn("task {} is not ours any more, left alone: {}", claim.task(), e.toString());
          return;
        }
        if (nanoTime.getAsLong() - begun > patience(e).toNanos()
            || atTheEnd == TRIES_AT_THE_END
            || !pause(nap, closing)) {
          throw e;
        }
        LOG.atLevel(nap.equals(FIRST_NAP) ? Level.WARN : Level.DEBUG)
            .log("task {} not settled, once more: {}", claim.task(), e.toString());
      }
    }
  }

  private void write(Claim claim, Outcome outcome) {
    var now = clock.instant();
    var settlement = policy.settlement(claim, outcome, now);
    transactions.inTransaction(() -> handlers.get(claim.kind()).settle(claim, settlement, now));
    SettlementLog.write(claim, settlement);
  }

  private static Duration patience(RuntimeException failure) {
    return failure instanceof StorageUnavailable ? STORAGE_AWAY : FAULT;
  }

  private Duration longer(Duration nap) {
    var twice = nap.multipliedBy(2);
    return twice.compareTo(longestNap) < 0 ? twice : longestNap;
  }

  /** False if interrupted. */
  private static boolean pause(Duration nap, CountDownLatch closing) {
    try {
      closing.await(nap.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
