package dev.switchboard.application.throttle;

import dev.switchboard.domain.Rejection.Quota;
import java.time.Clock;
import java.time.Duration;

/** Throttling in memory, with few and simple quotas. */
public final class TestThrottling {
  private TestThrottling() {}

  /** 5 for an account from one address, 20 from one address, 10 for an account, 50 for the rest. */
  public static Throttling of(Clock clock) {
    return new Throttling(
        new InMemoryThrottle(),
        new Throttling.Quotas(
            quota("login", 5),
            quota("login-address", 20),
            quota("login-account", 10),
            quota("login-company", 50),
            quota("register", 50),
            quota("refresh", 50),
            quota("forgot-password", 50),
            quota("forgot-password-account", 50),
            quota("reset-password", 50)),
        clock);
  }

  private static Quota quota(String name, int amount) {
    return new Quota(name, amount, Duration.ofMinutes(15));
  }
}
