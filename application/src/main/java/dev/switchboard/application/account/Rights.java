package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;

/**
 * What callers may do, held still while something is done on the strength of it: a right that is
 * taken away is gone for every unit of work that begins to act afterwards. Ask before anything else
 * is locked. Needs a running unit of work. Behaviour is fixed by {@code RightsContract}.
 */
public interface Rights {
  /**
   * Until the end of the running unit of work nobody's rights change in the caller's company. Many
   * may hold them at once.
   *
   * @return the caller as of now
   * @throws dev.switchboard.domain.Rejected the caller has lost a right since the request came
   */
  Caller hold(Caller caller);

  /**
   * As {@link #hold}, but alone: for whoever changes the rights of somebody in {@code company}.
   *
   * @param company not the caller's own only for a superuser
   */
  Caller change(Caller by, CompanyId company);
}
