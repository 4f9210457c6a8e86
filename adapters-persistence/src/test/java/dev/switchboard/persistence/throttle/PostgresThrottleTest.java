package dev.switchboard.persistence.throttle;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.throttle.Throttle;
import dev.switchboard.application.throttle.ThrottleContract;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each call asks a new adapter, as another node or the same one after a restart would. */
class PostgresThrottleTest implements ThrottleContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Override
  public Throttle throttle() {
    return new PostgresThrottle(test.database());
  }

  @Override
  public Transactions transactions() {
    return test.database();
  }
}
