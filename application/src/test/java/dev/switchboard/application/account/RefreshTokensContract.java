package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.RefreshToken;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.TokenHash;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    assertThat(found(session.company(), hash)).contains(token);
    assertThat(found(newCompany(), hash)).isEmpty();
    assertThat(locked(newCompany(), hash)).isEmpty();
    assertThat(locked(session.company(), TokenHash.ofText("other"))).isEmpty();

    transactions()
        .inTransaction(() -> refreshTokens().used(session.company(), hash, NOON.plusSeconds(3)));
    assertThat(locked(session.company(), hash).orElseThrow().usedAt())
        .contains(NOON.plusSeconds(3));
  }

  @Test
  default void ofTheUsedOnesOfASessionTheNewestAreKept() {
    var user = added(aUser(newCompany()));
    var session = added(aSession(user));
    var other = added(aSession(user));
    var used = issued(session, 5);
    var unused = issued(session, 1);
    var others = issued(other, 3);
    transactions()
        .inTransaction(
            () -> {
              used.forEach(token -> refreshTokens().used(user.company(), token.hash(), NOON));
              others.forEach(token -> refreshTokens().used(user.company(), token.hash(), NOON));
              refreshTokens().forget(user.company(), session.id(), 2);
            });

    assertThat(used.stream().filter(token -> locked(user.company(), token.hash()).isPresent()))
        .containsExactlyElementsOf(used.subList(3, 5));
    assertThat(Stream.concat(unused.stream(), others.stream()))
        .allMatch(token -> locked(user.company(), token.hash()).isPresent());
  }

  private List<RefreshToken> issued(Session session, int many) {
    return IntStream.range(0, many)
        .mapToObj(
            i -> {
              var at = NOON.plusSeconds(i);
              var hash = TokenHash.ofText("token " + ids().next());
              var token =
                  new RefreshToken(
                      session.company(),
                      hash,
                      session.id(),
                      at,
                      session.expiresAt(),
                      Optional.empty());
              transactions().inTransaction(() -> refreshTokens().add(token));
              return token;
            })
        .toList();
  }

  private Optional<RefreshToken> found(CompanyId company, TokenHash hash) {
    return transactions().inTransaction(() -> refreshTokens().find(company, hash));
  }

  private Optional<RefreshToken> locked(CompanyId company, TokenHash hash) {
    return transactions().inTransaction(() -> refreshTokens().lock(company, hash));
  }
}
