package dev.switchboard.web.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Lets a number in at a time; the others wait, those of a better rank (0 is the best) first and
 * within a rank in their order. Whether that is too much is seen by how long they wait and not by
 * how many they are: once a rank has waited too long for a while, it waits a moment at most, and
 * whoever ranks below is refused at once, until nobody of that rank waits. Thread-safe.
 */
final class Gate {
  /**
   * @param places of each rank: how many may be inside when it comes in, all ranks counted for the
   *     first, and of its own rank for the others
   * @param waiting how many may wait; when full, the last of the worst rank gives way to a better
   * @param patience how long one waits
   * @param hurry how long one waits while the queue is too old
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

  private enum State {
    WAITING,
    IN,
    OUT
  }

  /** Somebody's place in the queue or, in the end, inside. */
  static final class Turn {
    private final int rank;
    private final long since;
    private final Thread thread = Thread.currentThread();
    private volatile State state = State.WAITING;

    private Turn(int rank, long since) {
      this.rank = rank;
      this.since = since;
    }

    boolean waits() {
      return state == State.WAITING;
    }

    boolean in() {
      return state == State.IN;
    }
  }

  private static final long NEVER = Long.MIN_VALUE;

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Deque<Turn>> queues;
  private final int[] inside;
  private final long[] oldSince;
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
    this.oldSince = new long[ranks];
    Arrays.fill(oldSince, NEVER);
  }

  /**
   * Waits for a place, which must be given back by {@link #leave}.
   *
   * @throws TurnedAway there was none in time
   */
  Turn enter(int rank) {
    var turn = ask(rank);
    while (turn.waits()) {
      long left = turn.since + limits.patience().toNanos() - nanoTime.getAsLong();
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
        turn.state = State.OUT;
      } else if (queues.get(rank).isEmpty() && room(rank)) {
        letIn(turn);
      } else if (waiting < limits.waiting() || displaces(rank)) {
        queues.get(rank).add(turn);
        waiting += 1;
      } else {
        turn.state = State.OUT;
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
        turn.state = State.OUT;
        queues.get(turn.rank).remove(turn);
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
      turn.state = State.OUT;
      inside[turn.rank]--;
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
      return Duration.ofNanos(
          queues.stream()
              .filter(queue -> !queue.isEmpty())
              .mapToLong(queue -> now - queue.getFirst().since)
              .max()
              .orElse(0));
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
        if (now - next.since > patience(rank, now)) {
          next.state = State.OUT;
        } else {
          letIn(next);
        }
        LockSupport.unpark(next.thread);
      }
    }
  }

  private void letIn(Turn turn) {
    inside[turn.rank]++;
    turn.state = State.IN;
  }

  private boolean room(int rank) {
    return Arrays.stream(inside).sum() < limits.places().getFirst()
        && inside[rank] < limits.places().get(rank);
  }

  /** Makes room in a full queue at the expense of a worse rank. */
  private boolean displaces(int rank) {
    for (var worse = inside.length - 1; worse > rank; worse--) {
      var last = queues.get(worse).pollLast();
      if (last != null) {
        waiting -= 1;
        last.state = State.OUT;
        LockSupport.unpark(last.thread);
        return true;
      }
    }
    return false;
  }

  private boolean refused(int rank, long now) {
    for (var better = 0; better < rank; better++) {
      if (hurries(better, now)) {
        return true;
      }
    }
    var first = queues.get(rank).peek();
    return first != null && now - first.since > limits.hurry().toNanos() && hurries(rank, now);
  }

  private long patience(int rank, long now) {
    return (hurries(rank, now) ? limits.hurry() : limits.patience()).toNanos();
  }

  private boolean hurries(int rank, long now) {
    return oldSince[rank] != NEVER && now - oldSince[rank] >= limits.tooLong().toNanos();
  }

  /** Notes since when the first of each rank has waited too long. */
  private void judge(long now) {
    for (var rank = 0; rank < inside.length; rank++) {
      var first = queues.get(rank).peek();
      if (first == null) {
        oldSince[rank] = NEVER;
      } else if (now - first.since > limits.old().toNanos()) {
        oldSince[rank] = oldSince[rank] == NEVER ? now : oldSince[rank];
      } else if (!hurries(rank, now)) {
        oldSince[rank] = NEVER;
      }
    }
  }
}
