package dev.switchboard.application.account;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.ResetToken;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.UserId;
import java.util.Optional;

/** Held to {@link ResetTokensContract}. */
public final class InMemoryResetTokens implements ResetTokens {
  private final InMemoryTable<UserId, ResetToken> table;

  public InMemoryResetTokens(InMemoryTransactions transactions) {
    table = new InMemoryTable<>(transactions);
  }

  @Override
  public void replace(ResetToken token) {
    table.put(token.user(), token);
  }

  @Override
  public Optional<ResetToken> find(CompanyId company, TokenHash hash) {
    return table.all().stream()
        .filter(token -> token.company().equals(company) && token.hash().equals(hash))
        .findFirst();
  }

  @Override
  public void revoke(CompanyId company, UserId user) {
    table.all().stream()
        .filter(token -> token.company().equals(company) && token.user().equals(user))
        .toList()
        .forEach(token -> table.remove(token.user()));
  }

  @Override
  public Optional<ResetToken> take(CompanyId company, TokenHash hash) {
    var found = find(company, hash);
    found.ifPresent(token -> table.remove(token.user()));
    return found;
  }
}
