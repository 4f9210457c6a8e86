package dev.switchboard.domain.user;

import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One link of a session's chain of refresh tokens: each is good for one use and yields the next
 * (RFC 9700 §4.14.2). One that is presented again gives itself away as stolen, except right after
 * its use, when it is most likely a second tab or an answer that got lost.
 */
public record RefreshToken(
    CompanyId company,
    TokenHash hash,
    SessionId session,
    Instant issuedAt,
    Instant expiresAt,
    Optional<Instant> usedAt) {
  /** How long a token that was just used still yields the same successor. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  /** What presenting the token means. */
  public sealed interface Presented {
    /** The first use: mark it used and store its successor. */
    record Fresh() implements Presented {}

    /** Used a moment ago: the successor of then is the answer again, unless it is used too. */
    record Again() implements Presented {}

    /** Used long ago: somebody has a copy; the whole session must end. */
    record Reused() implements Presented {}

    record Expired() implements Presented {}
  }

  public Presented presentedAt(Instant now) {
    if (!now.isBefore(expiresAt)) {
      return new Presented.Expired();
    }
    return usedAt
        .<Presented>map(
            at -> now.isAfter(at.plus(GRACE)) ? new Presented.Reused() : new Presented.Again())
        .orElseGet(Presented.Fresh::new);
  }
}
