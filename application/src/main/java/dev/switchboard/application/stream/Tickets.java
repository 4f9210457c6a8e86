package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * Tickets that open one socket each. Only hashes are kept: a copy of them opens nothing. Behaviour
 * is fixed by {@code TicketsContract}.
 */
public interface Tickets {
  /** Whose ticket it is. */
  record Owner(CompanyId company, SessionId session) {}

  /**
   * Also forgets those of the company that expired before {@code now}.
   *
   * @return whether it is kept; false where the session is gone, as with a user who was deleted
   */
  boolean keep(byte[] hash, Owner owner, Instant now, Instant expiresAt);

  /**
   * Whose it was, once: of several callers at once, one gets it. Empty where there is none or it
   * has expired.
   */
  Optional<Owner> take(CompanyId company, byte[] hash, Instant now);
}
