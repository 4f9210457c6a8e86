package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link AccessTokens} must do. */
public interface AccessTokensContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  AccessTokens.Claims CLAIMS =
      new AccessTokens.Claims(
          new CompanyId(1), new UserId(2), new SessionId(3), NOON.plusSeconds(1_800));

  /** As they are when it is {@code now}; all with the same secret. */
  AccessTokens tokensAt(Instant now);

  @Test
  default void aTokenSaysWhatWasPutIntoIt() {
    var tokens = tokensAt(NOON);

    assertThat(tokens.verify(tokens.issue(CLAIMS))).contains(CLAIMS);
  }

  @Test
  default void anExpiredTokenIsWorthNothing() {
    var tokens = tokensAt(NOON.plusSeconds(7_200));

    assertThat(tokens.verify(tokens.issue(CLAIMS))).isEmpty();
  }

  @Test
  default void anyOtherTextIsNoToken() {
    var tokens = tokensAt(NOON);

    for (var text : List.of("", " ", ".", "..", "a.b.c", "Bearer x", "null", "é", "\u0000")) {
      assertThat(tokens.verify(text)).isEmpty();
    }
  }
}
