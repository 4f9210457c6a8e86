package dev.switchboard.application.audit;

import java.time.YearMonth;

/** Where the trail keeps its months (UTC). */
public interface AuditMonths {
  /** Makes room for this month where there is none. */
  void ensure(YearMonth month);

  /**
   * Drops whole months before this one.
   *
   * @return how many it dropped
   */
  int dropBefore(YearMonth month);
}
