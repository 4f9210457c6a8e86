package dev.switchboard.application.stream;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for all sockets of a node together, bounded by its bytes: each socket alone could hold
 * so much that two thousand which read nothing would take the whole heap. Beyond the bound those
 * are closed that have held the most for the longest time without taking any of it, so that whoever
 * reads has room. No more than twice the bound is ever taken, whoever asks. Thread-safe; without
 * locks as long as there is room.
 */
final class Backlog {
  /** How much of all may be taken when somebody asks. */
  enum Room {
    /** For what may be lost. */
    HALF(1),
    /** For whoever can wait. */
    BOUND(2),
    /** For what closes the socket where it does not fit. */
    EVERYTHING(4);

    private final int halves;

    Room(int halves) {
      this.halves = halves;
    }
  }

  private record Held(Outbound by, double burden) {}

  private static final int FRAME = 64; // bytes that a frame takes beside its text

  private final long bound;
  private final Executor closing;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong leaving = new AtomicLong();
  private final Set<Outbound> holders = ConcurrentHashMap.newKeySet();
  private final ReentrantLock relief = new ReentrantLock();

  /**
   * @param bound bytes
   * @param closing says goodbye to those who must go, for that may take locks of theirs
   */
  Backlog(long bound, Executor closing) {
    this.bound = bound;
    this.closing = closing;
  }

  /** Two bytes a character: in memory, or as many again in one while it is sent. */
  static long bytes(String frame) {
    return FRAME + 2L * frame.length();
  }

  /** False where it would be too much, unless it would be the only one. */
  boolean take(long bytes, Room room) {
    long before = used.getAndAdd(bytes);
    if (before > 0 && before + bytes > bound / 2 * room.halves) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Of somebody who is closed already: it is given back once their connection is gone. */
  void leaving(long bytes) {
    leaving.addAndGet(bytes);
  }

  /** What was {@link #leaving} is gone. */
  void left(long bytes) {
    leaving.addAndGet(-bytes);
    giveBack(bytes);
  }

  void holds(Outbound holder) {
    holders.add(holder);
  }

  void holdsNothing(Outbound holder) {
    holders.remove(holder);
  }

  /** What is taken, for those on their way out too. */
  long used() {
    return used.get();
  }

  int holders() {
    return holders.size();
  }

  private boolean over(long bytes) {
    return used.get() - leaving.get() > bytes;
  }

  /**
   * Where there is too much, makes room at once: an eighth, or each would look through all of them.
   * Not to be called with a lock of an {@link Outbound}.
   */
  void relieve() {
    if (!over(bound) || !relief.tryLock()) {
      return; // who is at it makes room for all
    }
    try {
      long now = System.nanoTime();
      var heaviest =
          holders.stream()
              .map(each -> new Held(each, each.burden(now)))
              .filter(held -> held.burden() > 0)
              .sorted(Comparator.comparingDouble(Held::burden).reversed())
              .iterator();
      while (over(bound / 8 * 7) && heaviest.hasNext()) {
        heaviest.next().by().drop(closing);
      }
    } finally {
      relief.unlock();
    }
  }
}
