package dev.switchboard.application.throttle;

import dev.switchboard.application.Overloaded;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets a few through at a time for each subject; the others wait. A try counts until it is known to
 * be right, so many right ones at once would otherwise fill a bucket that is meant for wrong ones.
 * Of this node alone. Thread-safe.
 */
public final class Turnstile {
  private static final int GATES = 256;

  private final Semaphore[] gates;
  private final Duration patience;

  /**
   * @param atOnce for each subject; subjects may share a gate by chance
   * @param patience how long one waits
   */
  public Turnstile(int atOnce, Duration patience) {
    this.gates =
        IntStream.range(0, GATES)
            .mapToObj(_ -> new Semaphore(atOnce, true))
            .toArray(Semaphore[]::new);
    this.patience = patience;
  }

  /**
   * @throws Overloaded it took too long
   */
  public <T> T pass(Object subject, Supplier<T> work) {
    var gate = gates[Math.floorMod(subject.hashCode(), GATES)];
    enter(gate);
    try {
      return work.get();
    } finally {
      gate.release();
    }
  }

  private void enter(Semaphore gate) {
    try {
      if (!gate.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Overloaded("too many try to get in at once");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Overloaded("interrupted while waiting to get in");
    }
  }
}
