package dev.switchboard.web.auth;

import dev.switchboard.application.account.AccessTokens;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers what was verified lately: a client shows the same token with every request, and its
 * signature does not change. Only what a token says is remembered, until it expires; what that is
 * worth is asked for each time elsewhere. About a kilobyte each. Thread-safe.
 */
public final class KnownTokens implements AccessTokens {
  private static final int MOST = 4_096;

  private final AccessTokens tokens;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Claims> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Claims> eldest) {
          return size() > MOST;
        }
      };

  public KnownTokens(AccessTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public String issue(Claims claims) {
    return tokens.issue(claims);
  }

  @Override
  public Optional<Claims> verify(String token) {
    var remembered = remembered(token);
    if (remembered.isPresent()) {
      return remembered;
    }
    var claims = tokens.verify(token);
    claims.ifPresent(valid -> remember(token, valid));
    return claims;
  }

  private Optional<Claims> remembered(String token) {
    lock.lock();
    try {
      return Optional.ofNullable(known.get(token))
          .filter(claims -> clock.instant().isBefore(claims.expiresAt()));
    } finally {
      lock.unlock();
    }
  }

  private void remember(String token, Claims claims) {
    lock.lock();
    try {
      known.put(token, claims);
    } finally {
      lock.unlock();
    }
  }
}
