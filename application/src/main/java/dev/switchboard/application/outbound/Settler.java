package dev.switchboard.application.outbound;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was done must be written down, or it will be in doubt: so a failure is worth waiting. */
final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
  private static final Duration NAP = Duration.ofSeconds(1);
  private static final int TRIES = 10;

  private final Transactions transactions;
  private final Map<LaneKind, LaneHandler> handlers;
  private final RetryPolicy policy;
  private final Clock clock;
  private final CountDownLatch closing;

  /**
   * @param transactions for the company that a claim is of
   * @param closing at zero, nothing is waited for any more
   */
  Settler(
      Transactions transactions,
      Map<LaneKind, LaneHandler> handlers,
      RetryPolicy policy,
      Clock clock,
      CountDownLatch closing) {
    this.transactions = transactions;
    this.handlers = handlers;
    this.policy = policy;
    this.clock = clock;
    this.closing = closing;
  }

  /**
   * @throws RuntimeException why the last try failed
   */
  void settle(Claim claim, Outcome outcome) {
    for (int tries = 1; ; tries++) {
      try {
        write(claim, outcome);
        return;
      } catch (RuntimeException e) {
        if (tries == TRIES || !nap()) {
          throw e;
        }
        LOG.warn("task {} not settled, once more: {}", claim.task(), e.toString());
      }
    }
  }

  private void write(Claim claim, Outcome outcome) {
    var now = clock.instant();
    var settlement = policy.settlement(claim, outcome, now);
    transactions.inTransaction(() -> handlers.get(claim.kind()).settle(claim, settlement, now));
    SettlementLog.write(claim, settlement);
  }

  /** False if interrupted. */
  private boolean nap() {
    try {
      closing.await(NAP.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
