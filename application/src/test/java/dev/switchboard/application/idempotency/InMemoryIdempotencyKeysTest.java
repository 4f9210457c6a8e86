package dev.switchboard.application.idempotency;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;

class InMemoryIdempotencyKeysTest implements IdempotencyKeysContract {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final IdempotencyKeys keys = new InMemoryIdempotencyKeys(transactions);

  @Override
  public IdempotencyKeys keys() {
    return keys;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public IdempotencyKeys.Scope scope(long company, long user) {
    return new IdempotencyKeys.Scope(
        new CompanyId(company), new UserId(user), "POST /api/things", "key");
  }
}
