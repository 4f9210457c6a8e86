package dev.switchboard.application.stream;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who gives a subscriber its frames: the tail, as long as it is live; else the one thread that
 * reads for it, until it stands where the tail stands. Each step is taken under the tail's lock;
 * {@link #position} and the chain are written by whoever gives.
 */
final class Place {
  /** What becomes of a replay that is asked for. */
  enum Start {
    NOW,
    /** The thread that reads just now goes on with it. */
    AFTER_CATCHING_UP,
    NOT
  }

  private enum Mode {
    NEW,
    LIVE,
    READING,
    LEFT
  }

  private final ReentrantLock lock;
  private Mode mode = Mode.NEW;
  private boolean replaying;
  private Optional<Runnable> waiting = Optional.empty();
  private long position;
  private long prev;

  Place(ReentrantLock lock) {
    this.lock = lock;
  }

  long position() {
    return position;
  }

  /** Everything up to {@code seq} has been given, or was not for this subscriber. */
  void passed(long seq) {
    position = Math.max(position, seq);
  }

  /** Back, or on, to {@code seq}; the next frame names it as its predecessor. */
  void jump(long seq) {
    position = seq;
    prev = seq;
  }

  /** The row's frame, linked to the one before it; the next is linked to this one. */
  String link(StreamReader.Row row) {
    var frame = row.frame(prev);
    prev = row.seq();
    return frame;
  }

  /** Under the lock. */
  void begin(long at) {
    jump(at);
    mode = Mode.LIVE;
  }

  /** Under the lock. */
  boolean live() {
    return mode == Mode.LIVE;
  }

  /** Under the lock: false where somebody reads already, or nobody has to any more. */
  boolean fallBehind() {
    if (mode != Mode.LIVE) {
      return false;
    }
    mode = Mode.READING;
    return true;
  }

  Start ask(Runnable replay) {
    lock.lock();
    try {
      if (replaying || !(mode == Mode.LIVE || mode == Mode.READING)) {
        return Start.NOT;
      }
      replaying = true;
      if (fallBehind()) {
        return Start.NOW;
      }
      waiting = Optional.of(replay);
      return Start.AFTER_CATCHING_UP;
    } finally {
      lock.unlock();
    }
  }

  /** A replay that was asked for in the meantime; it goes before the rest of the reading. */
  Optional<Runnable> takeWaiting() {
    lock.lock();
    try {
      var taken = waiting;
      waiting = Optional.empty();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How far to read; where that is not ahead, the subscriber is live again in the same step. */
  long behind(CompanyTail tail) {
    lock.lock();
    try {
      if (mode != Mode.READING || waiting.isPresent()) {
        return position;
      }
      if (position >= tail.position()) {
        mode = Mode.LIVE;
        replaying = false;
      }
      return tail.position();
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock: false from the second time on. */
  boolean leave() {
    boolean first = mode != Mode.LEFT;
    mode = Mode.LEFT;
    return first;
  }
}
