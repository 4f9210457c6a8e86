package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;

/**
 * Told at the end of the unit of work that ends sessions (logout, reuse of a refresh token, a user
 * disabled), so that what they hold open on any node is closed soon after its commit. Telling twice
 * is harmless.
 */
@FunctionalInterface
public interface SessionRevocations {
  void revoked(CompanyId company, Collection<SessionId> sessions);

  /**
   * Told at the end of the unit of work that gives these users other rights, so that what they hold
   * open comes back with them. The rights themselves are looked at anew with each thing that is
   * shown.
   */
  default void rightsChanged(CompanyId company, Collection<UserId> users) {}
}
