package dev.switchboard.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.AccessTokensContract;
import dev.switchboard.application.outbound.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KnownTokensTest implements AccessTokensContract {
  private static final byte[] KEY = new byte[32];

  private final AtomicInteger verified = new AtomicInteger();

  @Override
  public AccessTokens tokensAt(Instant now) {
    return tokens(Clock.fixed(now, ZoneOffset.UTC));
  }

  private AccessTokens tokens(Clock clock) {
    var jwt = new JwtAccessTokens(KEY, Optional.empty(), clock);
    return new KnownTokens(
        new AccessTokens() {
          @Override
          public String issue(Claims claims) {
            return jwt.issue(claims);
          }

          @Override
          public Optional<Claims> verify(String token) {
            verified.incrementAndGet();
            return jwt.verify(token);
          }
        },
        clock);
  }

  @Test
  void aSignatureIsCheckedOnce() {
    var tokens = tokensAt(NOON);
    var token = tokens.issue(CLAIMS);

    assertThat(tokens.verify(token)).isEqualTo(tokens.verify(token)).contains(CLAIMS);

    assertThat(verified).hasValue(1);
  }

  @Test
  void whatIsForgedIsCheckedEachTime() {
    var tokens = tokensAt(NOON);
    var forged = tokens.issue(CLAIMS) + "x";

    assertThat(tokens.verify(forged)).isEmpty();
    assertThat(tokens.verify(forged)).isEmpty();

    assertThat(verified).hasValue(2);
  }

  @Test
  void whatIsKnownExpires() {
    var clock = new SettableClock(NOON);
    var tokens = tokens(clock);
    var token = tokens.issue(CLAIMS);
    assertThat(tokens.verify(token)).contains(CLAIMS);

    clock.pass(Duration.ofSeconds(1_800 + 61));

    assertThat(tokens.verify(token)).isEmpty();
  }
}
