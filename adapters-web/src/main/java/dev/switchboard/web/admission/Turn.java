package dev.switchboard.web.admission;

import java.util.concurrent.locks.LockSupport;

/** Somebody's place in a queue or, in the end, inside. Changed under the lock of its gate only. */
final class Turn {
  private enum State {
    WAITING,
    IN,
    OUT
  }

  private final int rank;
  private final long since;
  private final Thread thread = Thread.currentThread();
  private volatile State state = State.WAITING;

  Turn(int rank, long since) {
    this.rank = rank;
    this.since = since;
  }

  int rank() {
    return rank;
  }

  /** When it was asked for. */
  long since() {
    return since;
  }

  boolean waits() {
    return state == State.WAITING;
  }

  boolean in() {
    return state == State.IN;
  }

  void begin() {
    state = State.IN;
  }

  void end() {
    state = State.OUT;
  }

  /** Tells whoever waits for it. */
  void wake() {
    LockSupport.unpark(thread);
  }
}
