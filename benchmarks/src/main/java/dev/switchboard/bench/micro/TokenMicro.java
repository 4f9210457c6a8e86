package dev.switchboard.bench.micro;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.auth.JwtAccessTokens;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The check of an access token, which every request with one begins with. */
@State(Scope.Benchmark)
public class TokenMicro {
  private final AccessTokens tokens =
      new JwtAccessTokens(new byte[32], Optional.empty(), Clock.systemUTC());
  private final String token =
      tokens.issue(
          new AccessTokens.Claims(
              new CompanyId(1),
              new UserId(2),
              new SessionId(3),
              Instant.now().plus(1, ChronoUnit.DAYS)));

  @Benchmark
  public AccessTokens.Claims verify() {
    return tokens.verify(token).orElseThrow();
  }
}
