package dev.switchboard.domain.user;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets whoever has its token join a company with one role, once. Of the token only the hash is
 * known.
 */
public record Invitation(
    CompanyId company,
    long id,
    TokenHash token,
    EmailAddress email,
    RoleId role,
    UserId invitedBy,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> acceptedAt,
    Optional<Instant> revokedAt) {

  /** What it is worth at a moment. */
  public enum State {
    PENDING,
    ACCEPTED,
    REVOKED,
    EXPIRED
  }

  public State stateAt(Instant now) {
    if (acceptedAt.isPresent()) {
      return State.ACCEPTED;
    }
    if (revokedAt.isPresent()) {
      return State.REVOKED;
    }
    return now.isBefore(expiresAt) ? State.PENDING : State.EXPIRED;
  }
}
