package dev.switchboard.application.outbound;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;

class InMemoryLanesTest implements LanesContract, LaneLeasesContract, DeliveriesContract {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryOutbox outbox = new InMemoryOutbox(transactions);

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public Lanes lanes() {
    return new InMemoryLanes(outbox);
  }

  @Override
  public Deliveries deliveries() {
    return new InMemoryDeliveries(outbox);
  }

  @Override
  public CompanyId company() {
    return new CompanyId(1);
  }

  @Override
  public int raceTasks() {
    return 500;
  }
}
