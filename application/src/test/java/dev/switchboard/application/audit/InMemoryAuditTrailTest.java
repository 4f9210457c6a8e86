package dev.switchboard.application.audit;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;

class InMemoryAuditTrailTest implements AuditTrailContract {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryIds ids = new InMemoryIds();
  private final SettableClock clock = new SettableClock(NOON);
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(transactions, ids, clock);

  @Override
  public InMemoryTransactions transactions() {
    return transactions;
  }

  @Override
  public AuditTrail trail() {
    return trail;
  }

  @Override
  public AuditRecords records() {
    return trail;
  }

  @Override
  public CompanyId company() {
    return new CompanyId(ids.next());
  }

  @Override
  public void time(Instant now) {
    clock.set(now);
  }
}
