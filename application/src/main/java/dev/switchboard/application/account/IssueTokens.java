package dev.switchboard.application.account;

import dev.switchboard.domain.user.RefreshToken;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Gives a session its tokens. Runs inside the caller's unit of work. */
public final class IssueTokens {
  // More than a session has that is renewed as its tokens end; who renews in a loop adds no more.
  // Of an older one it is not seen that it comes back, and it opens nothing either.
  static final int MOST_USED = 500;

  private final AccessTokens accessTokens;
  private final RefreshTokens refreshTokens;
  private final RefreshSecrets secrets;
  private final Duration accessLifetime;

  public IssueTokens(
      AccessTokens accessTokens,
      RefreshTokens refreshTokens,
      RefreshSecrets secrets,
      Duration accessLifetime) {
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
    this.secrets = secrets;
    this.accessLifetime = accessLifetime;
  }

  /** The first of a session. */
  public TokenPair first(Session session, Instant now) {
    return storing(session, secrets.first(session.company()), now);
  }

  /** In exchange for {@code presented}, for the first time. */
  public TokenPair next(Session session, String presented, Instant now) {
    refreshTokens.used(session.company(), TokenHash.ofText(presented), now);
    refreshTokens.forget(session.company(), session.id(), MOST_USED);
    return storing(session, secrets.successor(session.company(), presented), now);
  }

  /** What {@link #next} gave in exchange for {@code presented} a moment ago. */
  public TokenPair again(Session session, String presented, Instant now) {
    return pair(session, secrets.successor(session.company(), presented), now);
  }

  /** Whether what {@link #next} gave in exchange for {@code presented} has been used since. */
  public boolean successorUsed(Session session, String presented) {
    var successor = secrets.successor(session.company(), presented);
    return refreshTokens
        .lock(session.company(), TokenHash.ofText(successor))
        .flatMap(RefreshToken::usedAt)
        .isPresent();
  }

  private TokenPair storing(Session session, String refresh, Instant now) {
    refreshTokens.add(
        new RefreshToken(
            session.company(),
            TokenHash.ofText(refresh),
            session.id(),
            now,
            session.expiresAt(),
            Optional.empty()));
    return pair(session, refresh, now);
  }

  private TokenPair pair(Session session, String refresh, Instant now) {
    var issued = now.truncatedTo(ChronoUnit.SECONDS); // as the token says it
    var until = issued.plus(accessLifetime);
    var expires =
        (until.isAfter(session.expiresAt()) ? session.expiresAt() : until)
            .truncatedTo(ChronoUnit.SECONDS);
    var access =
        accessTokens.issue(
            new AccessTokens.Claims(session.company(), session.user(), session.id(), expires));
    return new TokenPair(access, refresh, Duration.between(issued, expires));
  }
}
