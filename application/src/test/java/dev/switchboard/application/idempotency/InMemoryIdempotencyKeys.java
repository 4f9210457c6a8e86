package dev.switchboard.application.idempotency;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import java.time.Instant;

/** Keys in memory; no key is ever in use by another unit, for units run one at a time. */
public final class InMemoryIdempotencyKeys implements IdempotencyKeys {
  private record Kept(Scope scope, Known.Answered answered, Instant expiresAt) {}

  private final InMemoryTable<Scope, Kept> kept;

  public InMemoryIdempotencyKeys(InMemoryTransactions transactions) {
    kept = new InMemoryTable<>(transactions);
  }

  @Override
  public Known claim(Scope scope, Instant now) {
    return kept.get(scope)
        .filter(row -> now.isBefore(row.expiresAt()))
        .<Known>map(Kept::answered)
        .orElseGet(Known.Free::new);
  }

  @Override
  public void keep(Scope scope, byte[] fingerprint, Answer answer, Instant expiresAt) {
    kept.put(scope, new Kept(scope, new Known.Answered(fingerprint, answer), expiresAt));
  }

  @Override
  public int forget(Instant now, int limit) {
    var expired =
        kept.all().stream().filter(row -> !now.isBefore(row.expiresAt())).limit(limit).toList();
    expired.forEach(row -> kept.remove(row.scope()));
    return expired.size();
  }
}
