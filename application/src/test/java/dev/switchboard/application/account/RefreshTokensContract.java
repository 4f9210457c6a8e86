package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.RefreshToken;
import dev.switchboard.domain.user.TokenHash;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link RefreshTokens} must do. */
public interface RefreshTokensContract extends AccountPorts {
  @Test
  default void aTokenIsKnownByItsHashAndRemembersItsUse() {
    var session = added(aSession(added(aUser(newCompany()))));
    var hash = TokenHash.ofText("token " + session.id());
    var token =
        new RefreshToken(
            session.company(), hash, session.id(), NOON, session.expiresAt(), Optional.empty());

    transactions().inTransaction(() -> refreshTokens().add(token));
    assertThat(locked(session.company(), hash)).contains(token);
    assertThat(locked(newCompany(), hash)).isEmpty();
    assertThat(locked(session.company(), TokenHash.ofText("other"))).isEmpty();

    transactions()
        .inTransaction(() -> refreshTokens().used(session.company(), hash, NOON.plusSeconds(3)));
    assertThat(locked(session.company(), hash).orElseThrow().usedAt())
        .contains(NOON.plusSeconds(3));
  }

  private Optional<RefreshToken> locked(CompanyId company, TokenHash hash) {
    return transactions().inTransaction(() -> refreshTokens().lock(company, hash));
  }
}
