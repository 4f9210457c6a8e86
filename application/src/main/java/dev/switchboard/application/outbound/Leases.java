package dev.switchboard.application.outbound;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Lanes.Claim;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of the claims that are being worked on: extended as long as that takes. Thread-safe. */
final class Leases {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final Transactions transactions;
  private final Lanes lanes;
  private final Duration length;
  private final Clock clock;
  private final Map<Claim, Boolean> kept = new ConcurrentHashMap<>(); // whether still ours

  /**
   * @param transactions for the company that a claim is of
   */
  Leases(Transactions transactions, Lanes lanes, Duration length, Clock clock) {
    this.transactions = transactions;
    this.lanes = lanes;
    this.length = length;
    this.clock = clock;
  }

  void keep(Claim claim) {
    kept.put(claim, true);
  }

  void release(Claim claim) {
    kept.remove(claim);
  }

  /** Whether the claim is settled or the lane somebody else's, as a renewal found out. */
  boolean lost(Claim claim) {
    return Boolean.FALSE.equals(kept.get(claim));
  }

  /** What this process is at work on; changes while it is read. */
  Collection<Claim> underWay() {
    return Collections.unmodifiableSet(kept.keySet());
  }

  /** Runs until {@code closing} is at zero. */
  void renewUntil(CountDownLatch closing) {
    try {
      while (!closing.await(length.toMillis() / 3, TimeUnit.MILLISECONDS)) {
        kept.keySet().forEach(this::renew);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // told to end
    }
  }

  private void renew(Claim claim) {
    try {
      var until = clock.instant().plus(length);
      if (!transactions.inTransaction(() -> lanes.extend(claim, until))) {
        LOG.warn("task {}: its lease is gone", claim.task());
        kept.replace(claim, false);
      }
    } catch (RuntimeException | Error e) { // what is thrown ends the renewing of all for ever
      LOG.warn("task {}: lease not renewed: {}", claim.task(), e.toString());
    }
  }

  /** Now, for whoever takes over. */
  void giveUp() {
    kept.keySet().forEach(this::giveUp);
  }

  private void giveUp(Claim claim) {
    try {
      var now = clock.instant();
      if (transactions.inTransaction(() -> lanes.extend(claim, now))) {
        LOG.warn("task {} is left in doubt, for the next start or another node", claim.task());
      }
    } catch (RuntimeException e) {
      LOG.warn("task {} keeps its lease until it runs out: {}", claim.task(), e.toString());
    }
  }
}
