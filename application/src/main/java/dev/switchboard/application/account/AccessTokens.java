package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Short-lived proofs of a session that can be checked without the storage. What they say is only
 * who somebody was when they logged in; {@link Callers} says what that is worth now. Thread-safe.
 * Behaviour is fixed by {@code AccessTokensContract}.
 */
public interface AccessTokens {
  /**
   * @param expiresAt whole seconds; a fraction is cut off
   */
  record Claims(CompanyId company, UserId user, SessionId session, Instant expiresAt) {}

  String issue(Claims claims);

  /**
   * Empty for anything that is not a currently valid access token of this installation; the caller
   * does not learn why. Never throws for any text.
   */
  Optional<Claims> verify(String token);
}
