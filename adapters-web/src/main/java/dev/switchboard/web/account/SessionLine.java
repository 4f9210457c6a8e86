package dev.switchboard.web.account;

import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import java.time.Instant;

/**
 * One of the caller's logins.
 *
 * @param lastSeenAt to the minute or so
 * @param isActive always, for others are not shown; an ancestor's frontends look at it
 * @param isCurrent the one that is asking
 */
record SessionLine(
    long id,
    long userId,
    String deviceInfo,
    String ipAddress,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    boolean isActive,
    boolean isCurrent) {
  static SessionLine of(Session session, SessionId current) {
    return new SessionLine(
        session.id().value(),
        session.user().value(),
        session.device().orElse(null),
        session.ipAddress().orElse(null),
        session.createdAt(),
        session.lastSeenAt(),
        session.expiresAt(),
        true,
        session.id().equals(current));
  }
}
