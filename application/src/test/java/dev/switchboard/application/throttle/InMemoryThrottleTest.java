package dev.switchboard.application.throttle;

class InMemoryThrottleTest implements ThrottleContract {
  private final Throttle throttle = new InMemoryThrottle();

  @Override
  public Throttle throttle() {
    return throttle;
  }
}
