package dev.switchboard.application.ingest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one at a time of a node go from its claim to the locks of the conversations, so that none
 * overtakes another in a conversation. Thread-safe.
 */
final class Entrance {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final AtomicLong turnedBack = new AtomicLong();

  /**
   * Not for ever: who waits for a conversation that somebody holds must not keep all others out.
   *
   * @return how many have turned back so far
   */
  long enter() {
    try {
      lock.tryLock(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return turnedBack.get();
  }

  void leave() {
    while (lock.isHeldByCurrentThread()) {
      lock.unlock();
    }
  }

  /** Gives back what it claimed: whoever claimed after it has come before it. */
  void turnBack() {
    turnedBack.incrementAndGet();
  }

  /**
   * @throws Overtaken somebody has turned back who may have gone before: turn back as well
   */
  void check(long before) {
    if (turnedBack.get() != before) {
      throw new Overtaken();
    }
  }

  static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Overtaken() {
      super(null, null, false, false);
    }
  }
}
