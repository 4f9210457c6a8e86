package dev.switchboard.persistence.audit;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.audit.AuditTrailContract;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.SequenceIds;
import dev.switchboard.persistence.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresAuditTrailTest implements AuditTrailContract {
  private static TestDatabase test;
  private static SequenceIds ids;

  private final SettableClock clock = new SettableClock(NOON);

  @BeforeAll
  static void start() {
    test = TestDatabase.create();
    ids = new SequenceIds(test.database());
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public AuditTrail trail() {
    return new PostgresAuditTrail(test.database(), ids, clock);
  }

  @Override
  public AuditRecords records() {
    return new PostgresAuditRecords(test.database());
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
