package dev.switchboard.application.throttle;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;

class InMemoryThrottleTest implements ThrottleContract {
  private final Throttle throttle = new InMemoryThrottle();
  private final Transactions transactions = new InMemoryTransactions();

  @Override
  public Throttle throttle() {
    return throttle;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }
}
