package dev.switchboard.persistence.throttle;

import dev.switchboard.application.throttle.Throttle;
import dev.switchboard.application.throttle.ThrottleContract;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Each call asks a new adapter, as another node or the same one after a restart would. */
class PostgresThrottleTest implements ThrottleContract {
  private static TestDatabase test;

  @BeforeAll
  static void start() {
    test = TestDatabase.create();
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Override
  public Throttle throttle() {
    return new PostgresThrottle(test.database());
  }
}
