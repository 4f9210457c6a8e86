package dev.switchboard.application.audit;

import dev.switchboard.application.Contention;
import dev.switchboard.application.Transactions;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room for the months to come and drops those whose every day is past its time. Run it at
 * start and some times a day; it may run on several nodes at once. A trail that is in use is left
 * to the next run.
 */
public final class AuditUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(AuditUpkeep.class);
  private static final int MONTHS_AHEAD = 2;

  private final Transactions transactions;
  private final AuditMonths months;
  private final Period retention;

  /**
   * @param retention for how long at least an event is kept; it goes with the rest of its month
   */
  public AuditUpkeep(Transactions transactions, AuditMonths months, Period retention) {
    this.transactions = transactions;
    this.months = months;
    this.retention = retention;
  }

  public void run(Instant now) {
    try {
      months(now);
    } catch (Contention e) {
      LOG.warn("the months of the audit trail are left to the next run: {}", e.getMessage());
    }
  }

  private void months(Instant now) {
    var today = now.atZone(ZoneOffset.UTC).toLocalDate();
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      var month = YearMonth.from(today).plusMonths(ahead);
      transactions.inTransaction(() -> months.ensure(month));
    }
    var oldest = YearMonth.from(today.minus(retention));
    int dropped = transactions.inTransaction(() -> months.dropBefore(oldest));
    if (dropped > 0) {
      LOG.info("{} months of the audit trail dropped", dropped);
    }
  }
}
