package dev.switchboard.application.account;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Knows what it issued. */
public final class InMemoryAccessTokens implements AccessTokens {
  private final Clock clock;
  private final AtomicLong count = new AtomicLong();
  private final Map<String, Claims> issued = new ConcurrentHashMap<>();

  public InMemoryAccessTokens(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String issue(Claims claims) {
    var token = "access-" + count.incrementAndGet();
    issued.put(token, claims);
    return token;
  }

  @Override
  public Optional<Claims> verify(String token) {
    return Optional.ofNullable(issued.get(token))
        .filter(claims -> clock.instant().isBefore(claims.expiresAt()));
  }
}
