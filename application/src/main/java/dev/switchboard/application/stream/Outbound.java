package dev.switchboard.application.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent to one socket, bounded. A frame that does not fit is refused and the caller
 * must close: a numbered frame is never skipped. Sends one frame at a time and needs no thread: the
 * end of one send starts the next.
 */
final class Outbound {
  static final int MAX_FRAMES = 256;
  static final int MAX_SIZE = 1 << 20; // characters

  private final Socket socket;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Deque<String> waiting = new ArrayDeque<>(); // the first one may be under way
  private final AtomicInteger wanted = new AtomicInteger();
  private int size;
  private boolean sending;
  private boolean closed;
  private CloseCode goodbye;

  Outbound(Socket socket) {
    this.socket = socket;
  }

  /** False where it does not fit. What is offered after a close goes nowhere. */
  boolean offer(String frame) {
    return put(frame, MAX_FRAMES, MAX_SIZE);
  }

  /** For what may be lost: gives way to numbered frames long before the buffer is full. */
  void offerIfQuiet(String frame) {
    put(frame, MAX_FRAMES / 2, MAX_SIZE / 2);
  }

  private boolean put(String frame, int frames, int characters) {
    lock.lock();
    try {
      if (!add(frame, frames, characters)) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    pump();
    return true;
  }

  /** Under the lock. A frame that nothing waits before always fits. */
  private boolean add(String frame, int frames, int characters) {
    if (closed || goodbye != null) {
      return true;
    }
    if (!waiting.isEmpty() && (waiting.size() >= frames || size + frame.length() > characters)) {
      return false;
    }
    waiting.add(frame);
    size += frame.length();
    return true;
  }

  /**
   * Waits until half of the buffer is free and the frame fits, one that is larger than the buffer
   * until it is alone; false where that takes longer than {@code patience}.
   */
  boolean offerWhenRoom(String frame, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!closed && halfFull() || !add(frame, MAX_FRAMES, MAX_SIZE)) {
        if (left <= 0) {
          return false;
        }
        left = room.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    pump();
    return true;
  }

  private boolean halfFull() {
    return waiting.size() > MAX_FRAMES / 2 || size > MAX_SIZE / 2;
  }

  void ping() {
    socket.ping();
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
    if (end()) {
      socket.close(code.code(), code.reason());
    }
  }

  /** The connection is gone. */
  boolean end() {
    lock.lock();
    try {
      boolean first = !closed;
      closed = true;
      waiting.clear();
      size = 0;
      room.signalAll();
      return first;
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
      next = waiting.peek();
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
      var frame = waiting.poll();
      size -= frame == null ? 0 : frame.length();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    pump();
  }
}
