package dev.switchboard.web.admission;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of large answers that are on their way, bounded. Thread-safe. */
final class Answers {
  /** Smaller ones are not counted: the connections bound them. */
  static final int LARGE = 64 * 1024;

  private final long most;
  private final AtomicLong used = new AtomicLong();

  Answers(long most) {
    this.most = most;
  }

  /** False where there is no room, unless it would be the only one. */
  boolean take(int bytes) {
    long before = used.getAndAdd(bytes);
    if (before > 0 && before + bytes > most) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** Of what cannot be refused any more. */
  void add(int bytes) {
    used.addAndGet(bytes);
  }

  void giveBack(int bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
