package dev.switchboard.application.audit;

import dev.switchboard.application.Contention;
import java.time.YearMonth;

/** Where the trail keeps its months (UTC). */
public interface AuditMonths {
  /**
   * Makes room for this month where there is none.
   *
   * @throws Contention the trail is in use for longer than others may be kept waiting
   */
  void ensure(YearMonth month);

  /**
   * Drops whole months before this one.
   *
   * @return how many it dropped
   * @throws Contention likewise
   */
  int dropBefore(YearMonth month);
}
