package dev.switchboard.web.auth;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Callers;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.web.Authenticator;
import java.time.Clock;

/**
 * An access token says which session; the storage says what that is worth now. Whoever's company
 * has used up its quota is told so before the storage is asked. Thread-safe.
 */
public final class SessionAuthenticator implements Authenticator {
  private final AccessTokens tokens;
  private final Callers callers;
  private final CompanyQuotas quotas;
  private final Clock clock;

  public SessionAuthenticator(
      AccessTokens tokens, Callers callers, CompanyQuotas quotas, Clock clock) {
    this.tokens = tokens;
    this.callers = callers;
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public Caller authenticate(String accessToken) {
    var claims = tokens.verify(accessToken).orElseThrow(SessionAuthenticator::unknown);
    quotas.request(claims.company());
    return switch (callers.find(claims.company(), claims.session(), clock.instant())) {
      case Callers.Found.Known(var caller) when caller.user().equals(claims.user()) -> caller;
      case Callers.Found.Known _, Callers.Found.Unknown _ -> throw unknown();
      case Callers.Found.Disabled _ ->
          throw new Forbidden("user_disabled", "User is disabled").asException();
    };
  }

  private static Rejected unknown() {
    return new Unauthenticated("invalid_token", "Could not validate credentials").asException();
  }
}
