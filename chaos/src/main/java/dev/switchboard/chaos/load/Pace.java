package dev.switchboard.chaos.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells everybody at work when it is time to go home, and lets them rest. Thread-safe. */
final class Pace {
  private final CountDownLatch end = new CountDownLatch(1);
  private final int slowness;

  /**
   * @param slowness every rest is that many times as long
   */
  Pace(int slowness) {
    this.slowness = slowness;
  }

  boolean working() {
    return end.getCount() > 0;
  }

  void end() {
    end.countDown();
  }

  /** Between two pieces of work; ends early when all do. */
  void rest(long millis) throws InterruptedException {
    end.await(millis * slowness, TimeUnit.MILLISECONDS);
  }

  /** Before the same is tried again, also when nothing new is begun. */
  static void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
