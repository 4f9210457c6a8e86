package dev.switchboard.application.assignment;

import dev.switchboard.domain.assignment.Position;
import dev.switchboard.domain.assignment.RoundRobin;
import dev.switchboard.domain.company.CompanyId;

/** The rotation of each company. Behaviour is fixed by {@code RosterContract}. */
public interface Roster {
  /**
   * Locks the company's rotation until the end of the running unit of work and reads it under the
   * lock: the order of turns is the order of the locks.
   */
  RoundRobin lock(CompanyId company);

  /** Whose turn it was last. Only while holding the lock. */
  void passed(CompanyId company, Position last);
}
