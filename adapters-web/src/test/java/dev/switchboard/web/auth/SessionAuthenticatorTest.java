package dev.switchboard.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.InMemoryAccessTokens;
import dev.switchboard.application.account.InMemoryCallers;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionAuthenticatorTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final Caller ADA =
      new Caller(
          new CompanyId(1),
          new UserId(2),
          new SessionId(3),
          "Ada",
          "ada@example.test",
          false,
          Set.of());

  private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(CLOCK);
  private final InMemoryCallers callers = new InMemoryCallers();
  private final SessionAuthenticator authenticator =
      new SessionAuthenticator(tokens, callers, CompanyQuotas.none(), CLOCK);

  @BeforeEach
  void signIn() {
    callers.signIn(ADA);
  }

  @Test
  void aTokenOfALivingSessionIsItsUser() {
    assertThat(authenticator.authenticate(token(2))).isEqualTo(ADA);
  }

  @Test
  void aTokenOfAnEndedSessionOrAnotherUserIsWorthNothing() {
    assertThatThrownBy(() -> authenticator.authenticate("nonsense")).hasMessage("invalid_token");
    assertThatThrownBy(() -> authenticator.authenticate(token(9))).hasMessage("invalid_token");
    callers.end(ADA.session());
    assertThatThrownBy(() -> authenticator.authenticate(token(2))).hasMessage("invalid_token");
  }

  @Test
  void aDisabledUserIsToldSo() {
    callers.disable(ADA.user());

    assertThatThrownBy(() -> authenticator.authenticate(token(2))).hasMessage("user_disabled");
  }

  private String token(long user) {
    return tokens.issue(
        new AccessTokens.Claims(
            ADA.company(), new UserId(user), ADA.session(), NOON.plusSeconds(60)));
  }
}
