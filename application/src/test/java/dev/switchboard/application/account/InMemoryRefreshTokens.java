package dev.switchboard.application.account;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.RefreshToken;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Held to {@link RefreshTokensContract}. */
public final class InMemoryRefreshTokens implements RefreshTokens {
  private final InMemoryTable<TokenHash, RefreshToken> table;

  public InMemoryRefreshTokens(InMemoryTransactions transactions) {
    table = new InMemoryTable<>(transactions);
  }

  @Override
  public void add(RefreshToken token) {
    table.put(token.hash(), token);
  }

  @Override
  public Optional<RefreshToken> find(CompanyId company, TokenHash hash) {
    return table.get(hash).filter(token -> token.company().equals(company));
  }

  @Override
  public Optional<RefreshToken> lock(CompanyId company, TokenHash hash) {
    return find(company, hash);
  }

  @Override
  public void forget(CompanyId company, SessionId session, int most) {
    table.all().stream()
        .filter(token -> token.company().equals(company) && token.session().equals(session))
        .filter(token -> token.usedAt().isPresent())
        .sorted(Comparator.comparing(RefreshToken::issuedAt).reversed())
        .skip(most)
        .toList()
        .forEach(token -> table.remove(token.hash()));
  }

  @Override
  public void used(CompanyId company, TokenHash hash, Instant at) {
    lock(company, hash)
        .ifPresent(
            token ->
                table.put(
                    hash,
                    new RefreshToken(
                        company,
                        hash,
                        token.session(),
                        token.issuedAt(),
                        token.expiresAt(),
                        Optional.of(at))));
  }
}
