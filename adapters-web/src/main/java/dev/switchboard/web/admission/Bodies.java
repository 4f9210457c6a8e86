package dev.switchboard.web.admission;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The bodies of all requests that are being read or worked on, bounded in bytes. Counted is what
 * has come, not what was announced. Where there is no room for more, whoever has been sending for
 * longest is cut off, so that slow clients are in nobody's way but each other's. Thread-safe.
 */
final class Bodies {
  /**
   * @param bytes of all bodies
   * @param readers how many may be read at once
   * @param grace how long nobody is cut off
   */
  record Limits(long bytes, int readers, Duration grace) {}

  private static final int FIRST_BYTES = 8 * 1024;

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Body> reading = new LinkedHashSet<>(); // in the order of their beginnings
  private long used;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Bodies(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** What has come of one request; counted until it is given back. */
  final class Body {
    private final Thread reader = Thread.currentThread();
    private final long since = nanoTime.getAsLong();
    private byte[] bytes = {};
    private int length;
    private long held;
    private boolean cutOff;

    byte[] bytes() {
      return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** More than once does no harm. */
    void giveBack() {
      lock.lock();
      try {
        used -= held;
        held = 0;
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Reads to the end, or {@code most} bytes and one.
   *
   * @param announced below 0 where nobody knows
   * @throws TurnedAway there is no room
   * @throws IOException the client went away
   */
  Body read(InputStream in, long announced, int most) throws IOException {
    var body = begin();
    try {
      fill(body, in, announced < 0 ? most + 1 : (int) Math.min(announced, most + 1L));
      if (body.length == announced) {
        in.read(); // the end, which needs no further byte: till then a request counts as coming
      }
      return body;
    } catch (IOException | RuntimeException e) {
      body.giveBack();
      if (end(body)) {
        throw new TurnedAway();
      }
      throw e;
    } finally {
      end(body);
    }
  }

  private void fill(Body body, InputStream in, int size) throws IOException {
    while (body.length < size) {
      if (body.length == body.bytes.length) {
        grow(body, Math.min(size, Math.max(FIRST_BYTES, 2 * body.length)));
      }
      int count = in.read(body.bytes, body.length, body.bytes.length - body.length);
      if (count < 0) {
        return;
      }
      body.length += count;
    }
  }

  private Body begin() {
    lock.lock();
    try {
      var body = new Body();
      if (reading.size() >= limits.readers() && !cutOldest(body)) {
        throw new TurnedAway();
      }
      reading.add(body);
      return body;
    } finally {
      lock.unlock();
    }
  }

  private void grow(Body body, int size) {
    lock.lock();
    try {
      int more = size - body.bytes.length;
      while (used + more > limits.bytes()) {
        if (!cutOldest(body)) {
          throw new TurnedAway();
        }
      }
      used += more;
      body.held += more;
    } finally {
      lock.unlock();
    }
    body.bytes = Arrays.copyOf(body.bytes, size);
  }

  /** Under the lock; false where nobody has been sending for long. */
  private boolean cutOldest(Body newcomer) {
    var oldest = reading.iterator();
    if (!oldest.hasNext()) {
      return false;
    }
    var slow = oldest.next();
    if (slow == newcomer || nanoTime.getAsLong() - slow.since <= limits.grace().toNanos()) {
      return false;
    }
    oldest.remove();
    slow.cutOff = true;
    used -= slow.held;
    slow.held = 0;
    slow.reader.interrupt();
    return true;
  }

  /** From here on nobody interrupts it; whether somebody had. */
  private boolean end(Body body) {
    lock.lock();
    try {
      reading.remove(body);
    } finally {
      lock.unlock();
    }
    if (body.cutOff) {
      Thread.interrupted(); // meant for the reading that has ended
    }
    return body.cutOff;
  }

  /** Bytes held now. */
  long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }
}
