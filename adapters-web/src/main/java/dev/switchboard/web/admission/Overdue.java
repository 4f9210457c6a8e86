package dev.switchboard.web.admission;

import java.time.Duration;

/**
 * Whether a queue has been too old for a while, judged by how long its first has waited: one moment
 * of it is no overload, and what once was one lasts until the queue has recovered. Not thread-safe.
 */
final class Overdue {
  /** How long waiting is too long, for all that people wait behind. */
  static final Duration OLD = Duration.ofMillis(500);

  /** How long that may go on before whoever ranks below is refused. */
  static final Duration TOO_LONG = Duration.ofSeconds(5);

  /** The age of a queue in which nobody waits. */
  static final long NOBODY = -1;

  private static final long NEVER = Long.MIN_VALUE;

  private final long old;
  private final long tooLong;
  private final long recovered;
  private long since = NEVER;

  /**
   * One that lasts until nobody waits.
   *
   * @param old how long waiting is too long
   * @param tooLong how long that may go on
   */
  Overdue(Duration old, Duration tooLong) {
    this(old, tooLong, NOBODY);
  }

  private Overdue(Duration old, Duration tooLong, long recovered) {
    this.old = old.toNanos();
    this.tooLong = tooLong.toNanos();
    this.recovered = recovered;
  }

  /** One that lasts until waiting takes {@code young} at most, where somebody always waits. */
  static Overdue until(Duration young, Duration old, Duration tooLong) {
    return new Overdue(old, tooLong, young.toNanos());
  }

  /**
   * Notes how old the queue is.
   *
   * @param age nanoseconds, or {@link #NOBODY}
   * @param now as {@link System#nanoTime}
   */
  void judge(long age, long now) {
    if (age <= recovered) {
      since = NEVER;
    } else if (age > old) {
      since = since == NEVER ? now : since;
    } else if (!lasts(now)) {
      since = NEVER;
    }
  }

  /** Whether it is an overload by now. */
  boolean lasts(long now) {
    return since != NEVER && now - since >= tooLong;
  }
}
