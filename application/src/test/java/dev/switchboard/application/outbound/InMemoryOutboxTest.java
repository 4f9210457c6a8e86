package dev.switchboard.application.outbound;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import java.util.ArrayList;
import java.util.List;

class InMemoryOutboxTest implements OutboxContract {
  private final List<LaneKind> hints = new ArrayList<>();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryOutbox outbox = new InMemoryOutbox(transactions, hints::add);

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public CompanyId company() {
    return new CompanyId(1);
  }

  @Override
  public List<Outbox.Task> stored(CompanyId company, LaneKind kind, long lane) {
    return outbox.open(company, kind, lane);
  }

  @Override
  public List<LaneKind> hints() {
    return hints;
  }
}
