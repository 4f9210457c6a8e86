package dev.switchboard.application.stream;

import dev.switchboard.application.stream.Waiting.Urgency;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent to one socket, bounded, as is what waits for all of them. A frame that does
 * not fit is refused and the caller must close: a numbered frame is never skipped. Sends one frame
 * at a time and needs no thread: the end of one send starts the next.
 */
final class Outbound {
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

  private final Socket socket;
  private final Backlog backlog;
  private final Runnable dropped;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Waiting waiting;
  private final AtomicInteger wanted = new AtomicInteger();
  private boolean sending;
  private boolean closed;
  private CloseCode goodbye;

  /**
   * @param dropped run after this was closed for holding too much of the backlog
   */
  Outbound(Socket socket, Backlog backlog, Runnable dropped) {
    this.socket = socket;
    this.backlog = backlog;
    this.dropped = dropped;
    this.waiting = new Waiting(this, backlog);
  }

  /** False where it does not fit. What is offered after a close goes nowhere. */
  boolean offer(String frame) {
    return put(frame, Urgency.LIVE);
  }

  /** For what may be lost: gives way to numbered frames long before the buffer is full. */
  void offerIfQuiet(String frame) {
    put(frame, Urgency.QUIET);
  }

  private boolean put(String frame, Urgency urgency) {
    lock.lock();
    try {
      if (!add(frame, urgency)) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    sendAndRelieve();
    return true;
  }

  private void sendAndRelieve() {
    pump(); // first, for whoever reads holds nothing afterwards
    backlog.relieve();
  }

  /** Under the lock. */
  private boolean add(String frame, Urgency urgency) {
    return closed || goodbye != null || waiting.add(frame, urgency);
  }

  /**
   * Waits until half of the buffer is free and the frame fits, one that is larger than the buffer
   * until it is alone, as any where all buffers together are full; false where that takes longer
   * than {@code patience}.
   */
  boolean offerWhenRoom(String frame, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long end = System.nanoTime() + patience.toNanos();
      while (!closed && waiting.halfFull() || !add(frame, Urgency.PATIENT)) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        // what others give back is told to nobody
        room.awaitNanos(waiting.isEmpty() ? Math.min(left, LOOK_AGAIN) : left);
      }
    } finally {
      lock.unlock();
    }
    sendAndRelieve();
    return true;
  }

  void ping() {
    socket.ping();
  }

  long received() {
    return socket.received();
  }

  /** Closed, or to be as soon as the client has taken what waits. */
  boolean ending() {
    lock.lock();
    try {
      return closed || goodbye != null;
    } finally {
      lock.unlock();
    }
  }

  /** Closes behind what waits. */
  void finish(CloseCode code) {
    lock.lock();
    try {
      if (closed || goodbye != null) {
        return;
      }
      goodbye = code;
    } finally {
      lock.unlock();
    }
    pump();
  }

  /** Closes now; what waits is dropped, and resumed from the stream if the client comes back. */
  void abort(CloseCode code) {
    if (close()) {
      socket.close(code.code(), code.reason());
    }
  }

  /** How much of the backlog's bytes it holds for how long without taking any of them. */
  double burden(long now) {
    lock.lock();
    try {
      return waiting.burden(now);
    } finally {
      lock.unlock();
    }
  }

  /** As a client that is too slow; gives back at once, and says so to the socket a moment later. */
  void drop(Executor later) {
    if (close()) {
      later.execute(
          () -> {
            socket.close(CloseCode.TOO_SLOW.code(), CloseCode.TOO_SLOW.reason());
            dropped.run();
          });
    }
  }

  /** False from the second time on. */
  private boolean close() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
      waiting.drop(sending);
      room.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The connection is gone. */
  void end() {
    lock.lock();
    try {
      close();
      waiting.left();
    } finally {
      lock.unlock();
    }
  }

  /** Not recursive where a send ends within its own call. */
  private void pump() {
    if (wanted.getAndIncrement() != 0) {
      return;
    }
    int seen;
    do {
      seen = wanted.get();
      sendNext();
    } while (!wanted.compareAndSet(seen, 0));
  }

  private void sendNext() {
    String next;
    CloseCode end;
    lock.lock();
    try {
      if (sending || closed) {
        return;
      }
      next = waiting.first();
      sending = next != null;
      end = goodbye;
    } finally {
      lock.unlock();
    }
    if (next != null) {
      socket.send(next, this::sent);
    } else if (end != null) {
      abort(end);
    }
  }

  private void sent() {
    lock.lock();
    try {
      sending = false;
      if (closed) {
        waiting.left();
        return;
      }
      waiting.sent();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    pump();
  }
}
