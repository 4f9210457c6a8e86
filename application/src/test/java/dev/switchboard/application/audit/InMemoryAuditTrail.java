package dev.switchboard.application.audit;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import java.util.List;

/** The trail in memory. */
public final class InMemoryAuditTrail implements AuditTrail {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<Long, AuditEvent> events;
  private final Ids ids;

  public InMemoryAuditTrail(InMemoryTransactions transactions, Ids ids) {
    this.transactions = transactions;
    this.events = new InMemoryTable<>(transactions);
    this.ids = ids;
  }

  @Override
  public void add(AuditEvent event) {
    transactions.afterCommit(() -> {}); // needs a running unit of work, as the storage does
    events.put(ids.next(), event);
  }

  /** All of them, oldest first. */
  public List<AuditEvent> events() {
    return events.all();
  }

  /** What was done, oldest first. */
  public List<AuditAction> actions() {
    return events().stream().map(AuditEvent::action).toList();
  }
}
