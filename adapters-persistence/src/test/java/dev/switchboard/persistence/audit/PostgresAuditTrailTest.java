package dev.switchboard.persistence.audit;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.audit.AuditTrailContract;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresAuditTrailTest implements AuditTrailContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final SettableClock clock = new SettableClock(NOON);

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public AuditTrail trail() {
    return new PostgresAuditTrail(test.database(), test.ids(), clock);
  }

  @Override
  public AuditRecords records() {
    return new PostgresAuditRecords(test.database());
  }

  @Override
  public CompanyId company() {
    return new CompanyId(test.ids().next());
  }

  @Override
  public void time(Instant now) {
    clock.set(now);
  }
}
