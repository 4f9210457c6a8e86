package dev.switchboard.application.ingest;

/**
 * How many posts are worth asking for. Asking locks them and reads their bodies, and who has locked
 * more than it can take keeps the others waiting: so it falls below what did not fit, by half at
 * most for a single large one, and grows slowly where all did. Thread-safe; an update that is lost
 * is made by the next batch.
 */
final class Portion {
  private final int most;
  private volatile int posts;

  Portion(int most) {
    this.most = most;
    this.posts = most;
  }

  /** At least one. */
  int posts() {
    return posts;
  }

  /**
   * What came of it.
   *
   * @param whole whether all that was claimed fitted
   */
  void taken(int asked, int taken, boolean whole) {
    if (!whole) {
      posts = Math.max(Math.max(1, asked / 2), taken - taken / 8);
    } else if (taken == asked) {
      posts = Math.min(most, asked + Math.max(1, asked / 16));
    }
  }
}
