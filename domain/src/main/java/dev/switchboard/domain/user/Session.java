package dev.switchboard.domain.user;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Optional;

/**
 * One login of one user, on one device. Its tokens live as long as it does, and no longer than
 * {@code expiresAt} however often they are renewed.
 */
public record Session(
    CompanyId company,
    SessionId id,
    UserId user,
    Optional<String> device,
    Optional<String> ipAddress,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    Optional<Instant> revokedAt) {
  private static final int MAX_DEVICE_LENGTH = 255;

  public Session {
    device =
        device.map(
            text ->
                text.length() > MAX_DEVICE_LENGTH ? text.substring(0, MAX_DEVICE_LENGTH) : text);
  }

  /** Why a session ended before its time. */
  public enum End {
    LOGOUT,
    LOGOUT_ALL,
    USER_DISABLED,
    TOKEN_REUSED,
    PASSWORD_CHANGED,
    /** By its user, from another one. */
    DELETED,
    /** Its user had too many. */
    EVICTED,
    IDLE,
    COMPANY_CLOSED
  }

  public boolean aliveAt(Instant now) {
    return revokedAt.isEmpty() && now.isBefore(expiresAt);
  }
}
