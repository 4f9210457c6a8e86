package dev.switchboard.application.account;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

class InMemoryAccessTokensTest implements AccessTokensContract {
  @Override
  public AccessTokens tokensAt(Instant now) {
    return new InMemoryAccessTokens(Clock.fixed(now, ZoneOffset.UTC));
  }
}
