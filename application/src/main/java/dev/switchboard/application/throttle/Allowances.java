package dev.switchboard.application.throttle;

import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of its quotas each company has used. Asked with every request, so an answer must cost
 * next to nothing; it may be that of one node, and need not survive a restart. Thread-safe.
 * Behaviour is fixed by {@code AllowancesContract}.
 */
public interface Allowances {
  /**
   * Takes one; what is refused takes nothing. Where the clock was set back, by however much, all is
   * there again after a window at the latest.
   *
   * @return empty where there was room, else how long until there is
   */
  Optional<Duration> take(CompanyId company, Quota quota, Instant now);
}
