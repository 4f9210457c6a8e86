package dev.switchboard.application.ingest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread of a node at a time goes from its claim to the conversations' locks, so that none
 * overtakes another. Not for ever: who waits for a conversation that somebody holds must not keep
 * all others out. Thread-safe.
 */
final class Entrance {
  private static final long PATIENCE_SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock(true);

  /** Goes on in any case, after a wait; nothing where this thread is in. */
  void enter() {
    if (lock.isHeldByCurrentThread()) {
      return;
    }
    try {
      lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing where this thread is not in. */
  void leave() {
    if (lock.isHeldByCurrentThread()) {
      lock.unlock();
    }
  }
}
