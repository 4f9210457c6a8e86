package dev.switchboard.web.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lets a number in at a time; the others wait, those of a better rank (0 is the best) first and
 * within a rank in their order. Whether that is too much is seen by how long they wait and not by
 * how many they are: once a rank has waited too long for a while, whoever ranks below is refused at
 * once and, of its own, whoever comes while the first has waited for more than a moment; those who
 * wait are passed over when a place is given back, if they have waited for more than a moment too.
 * That ends when nobody of that rank waits. Thread-safe.
 */
final class Gate {
  /**
   * @param places of each rank: how many may be inside when it comes in, all ranks counted for the
   *     first, and of its own rank for the others
   * @param waiting how many may wait; when full, the last of the worst rank gives way to a better
   * @param patience how long one waits
   * @param hurry how long one may have waited to be let in while the queue is too old; nobody
   *     leaves by it alone, or a queue in which nothing moves would be empty and look recovered
   * @param old how long waiting is too long
   * @param tooLong how long that may go on
   */
  record Limits(
      List<Integer> places,
      int waiting,
      Duration patience,
      Duration hurry,
      Duration old,
      Duration tooLong) {}

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Deque<Turn>> queues;
  private final int[] inside;
  private int inAll;
  private final List<Overdue> overdue;
  private volatile int waiting; // written under the lock

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Gate(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    var ranks = limits.places().size();
    this.queues = Stream.generate(() -> (Deque<Turn>) new ArrayDeque<Turn>()).limit(ranks).toList();
    this.inside = new int[ranks];
    this.overdue =
        Stream.generate(() -> new Overdue(limits.old(), limits.tooLong())).limit(ranks).toList();
  }

  /**
   * Waits for a place, which must be given back by {@link #leave}.
   *
   * @throws TurnedAway there was none in time
   */
  Turn enter(int rank) {
    var turn = ask(rank);
    while (turn.waits()) {
      long left = turn.since() + limits.patience().toNanos() - nanoTime.getAsLong();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        giveUp(turn);
      } else {
        LockSupport.parkNanos(this, left);
      }
    }
    if (turn.in()) {
      return turn;
    }
    throw new TurnedAway();
  }

  /** Takes a place or a turn in the queue, or neither; does not wait. */
  Turn ask(int rank) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      judge(now);
      var turn = new Turn(rank, now);
      if (refused(rank, now)) {
        turn.end();
      } else if (queues.get(rank).isEmpty() && room(rank)) {
        letIn(turn);
      } else if (waiting < limits.waiting() || displaces(rank)) {
        queues.get(rank).add(turn);
        waiting += 1;
      } else {
        turn.end();
      }
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody of this rank would be refused now whatever is free. */
  boolean refuses(int rank) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      judge(now);
      return refused(rank, now);
    } finally {
      lock.unlock();
    }
  }

  /** Ends a turn that waits; one that has come to its place meanwhile keeps it. */
  void giveUp(Turn turn) {
    lock.lock();
    try {
      if (turn.waits()) {
        turn.end();
        queues.get(turn.rank()).remove(turn);
        waiting -= 1;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back, to whoever is next. */
  void leave(Turn turn) {
    lock.lock();
    try {
      if (!turn.in()) {
        return;
      }
      turn.end();
      inside[turn.rank()]--;
      inAll--;
      letNextIn(nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /** How long the first in the queue has waited. */
  Duration age() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      var oldest = IntStream.range(0, inside.length).mapToLong(rank -> age(rank, now)).max();
      return Duration.ofNanos(Math.max(0, oldest.orElse(0)));
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    return waiting;
  }

  /** Whether somebody of the best rank is refused just now, or would be. */
  boolean presses() {
    return waiting >= limits.waiting() || waiting > 0 && refuses(0);
  }

  private void letNextIn(long now) {
    judge(now);
    for (var rank = 0; rank < inside.length; rank++) {
      var queue = queues.get(rank);
      while (!queue.isEmpty() && room(rank)) {
        var next = queue.poll();
        waiting -= 1;
        if (now - next.since() > patience(rank, now)) {
          next.end();
        } else {
          letIn(next);
        }
        next.wake();
      }
    }
  }

  private void letIn(Turn turn) {
    inside[turn.rank()]++;
    inAll++;
    turn.begin();
  }

  private boolean room(int rank) {
    return inAll < limits.places().getFirst() && inside[rank] < limits.places().get(rank);
  }

  /** Makes room in a full queue at the expense of a worse rank. */
  private boolean displaces(int rank) {
    for (var worse = inside.length - 1; worse > rank; worse--) {
      var last = queues.get(worse).pollLast();
      if (last != null) {
        waiting -= 1;
        last.end();
        last.wake();
        return true;
      }
    }
    return false;
  }

  private boolean refused(int rank, long now) {
    for (var better = 0; better < rank; better++) {
      if (overdue.get(better).lasts(now)) {
        return true;
      }
    }
    return overdue.get(rank).lasts(now) && age(rank, now) > limits.hurry().toNanos();
  }

  private long patience(int rank, long now) {
    return (overdue.get(rank).lasts(now) ? limits.hurry() : limits.patience()).toNanos();
  }

  /** How long the first of a rank has waited. */
  private long age(int rank, long now) {
    var first = queues.get(rank).peek();
    return first == null ? Overdue.NOBODY : now - first.since();
  }

  private void judge(long now) {
    for (var rank = 0; rank < inside.length; rank++) {
      overdue.get(rank).judge(age(rank, now), now);
    }
  }
}
