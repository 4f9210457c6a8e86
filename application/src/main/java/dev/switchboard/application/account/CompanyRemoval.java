package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;

/**
 * Takes away everything that a company has, a bounded part at a time, so that a large company
 * blocks nobody. Needs a running unit of work. Behaviour is fixed by {@code
 * CompanyRemovalContract}.
 */
public interface CompanyRemoval {
  /**
   * From now on nobody logs in to it and nothing is delivered to it: its names and channels are
   * free for others, and none of its users is a superuser. Doing it again is harmless.
   */
  void shut(CompanyId company);

  /**
   * Removes at most {@code rows}, what depends on others first. The audit trail, which nobody can
   * shorten, stays until its months are dropped.
   *
   * @return how many; none when only the company itself is left
   * @throws dev.switchboard.application.Contention somebody wrote meanwhile what depends on it
   */
  int removeSome(CompanyId company, int rows);

  /**
   * The company itself, with what was written since nothing was left. Whoever would write for it
   * waits for the end of this unit of work, and is then refused.
   *
   * @throws dev.switchboard.application.Contention as {@link #removeSome}
   */
  void remove(CompanyId company);
}
