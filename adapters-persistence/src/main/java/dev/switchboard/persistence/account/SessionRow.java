package dev.switchboard.persistence.account;

import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.RowKey;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** The table {@code session}, as a struct; why one ended is for people who look at the table. */
@Entity
@Table(name = "session")
class SessionRow {
  @EmbeddedId RowKey key;

  @Column(nullable = false)
  long userId;

  String deviceInfo;
  String ipAddress;

  @Column(nullable = false)
  Instant createdAt;

  @Column(nullable = false)
  Instant lastSeenAt;

  @Column(nullable = false)
  Instant expiresAt;

  Instant revokedAt;

  static SessionRow of(Session session) {
    var row = new SessionRow();
    row.key = RowKey.of(session.company(), session.id().value());
    row.userId = session.user().value();
    row.deviceInfo = session.device().orElse(null);
    row.ipAddress = session.ipAddress().orElse(null);
    row.createdAt = session.createdAt();
    row.lastSeenAt = session.lastSeenAt();
    row.expiresAt = session.expiresAt();
    row.revokedAt = session.revokedAt().orElse(null);
    return row;
  }

  Session toDomain() {
    return new Session(
        key.company(),
        new SessionId(key.id()),
        new UserId(userId),
        Optional.ofNullable(deviceInfo),
        Optional.ofNullable(ipAddress),
        createdAt,
        lastSeenAt,
        expiresAt,
        Optional.ofNullable(revokedAt));
  }
}
