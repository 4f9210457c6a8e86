package dev.switchboard.persistence.outbound;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Deliveries;
import dev.switchboard.application.outbound.DeliveriesContract;
import dev.switchboard.application.outbound.LaneLeasesContract;
import dev.switchboard.application.outbound.Lanes;
import dev.switchboard.application.outbound.LanesContract;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresLanesTest implements LanesContract, LaneLeasesContract, DeliveriesContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void start() {
    test.execute("insert into company values (1, 'Acme', now(), now())");
  }

  @BeforeEach
  void empty() {
    test.execute("truncate lane, outbox");
  }

  @Override
  public Transactions transactions() {
    return test.system();
  }

  @Override
  public Outbox outbox() {
    return new PostgresOutbox(test.system(), _ -> {});
  }

  @Override
  public Lanes lanes() {
    return new PostgresLanes(test.system(), _ -> {});
  }

  @Override
  public Deliveries deliveries() {
    return new PostgresDeliveries(test.system(), _ -> {});
  }

  @Override
  public CompanyId company() {
    return new CompanyId(1);
  }
}
