package dev.switchboard.web.admission;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What waits elsewhere and yet goes before people's requests: platforms' posts that came past the
 * queues and wait for their commit. Each waits a little, for they share commits; it is too much
 * where the oldest has been too old for a while, until it is half as old. Seen only when somebody
 * asks: what was seen too long ago begins anew, for nobody knows what was in between. Thread-safe.
 */
final class Backlog {
  private static final Duration SLOW = Duration.ofMillis(250);
  private static final Duration A_WHILE = Duration.ofSeconds(1);

  private final Supplier<Duration> oldest;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Overdue reports = half(SLOW, A_WHILE);
  private final Overdue lists = half(Overdue.OLD, A_WHILE);
  private final Overdue all = half(Overdue.OLD, Overdue.TOO_LONG);
  private long looked;

  /**
   * @param oldest how long the oldest has waited; zero where none waits
   * @param nanoTime as {@link System#nanoTime}
   */
  Backlog(Supplier<Duration> oldest, LongSupplier nanoTime) {
    this.oldest = oldest;
    this.nanoTime = nanoTime;
    this.looked = nanoTime.getAsLong();
  }

  private static Overdue half(Duration old, Duration tooLong) {
    return Overdue.until(Duration.ofNanos(old.toNanos() / 2), old, tooLong);
  }

  /** How long the oldest has waited. */
  Duration age() {
    return oldest.get();
  }

  /** Whether it pushes this aside: reports first, then lists, then all the rest. */
  boolean presses(Work work) {
    long age = age().toNanos();
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      boolean anew = now - looked > A_WHILE.toNanos();
      looked = now;
      for (var one : List.of(reports, lists, all)) {
        if (anew) {
          one.judge(Overdue.NOBODY, now);
        }
        one.judge(age, now);
      }
      return switch (work) {
        case REPORT -> reports.lasts(now);
        case LIST -> lists.lasts(now);
        default -> all.lasts(now);
      };
    } finally {
      lock.unlock();
    }
  }
}
