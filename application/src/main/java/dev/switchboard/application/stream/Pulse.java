package dev.switchboard.application.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a piece of work once for many wishes: never twice at a time, and after each wish. */
final class Pulse {
  private final Executor executor;
  private final Runnable work;
  private final AtomicInteger wanted = new AtomicInteger();

  /**
   * @param work does not throw
   */
  Pulse(Executor executor, Runnable work) {
    this.executor = executor;
    this.work = work;
  }

  void wake() {
    if (wanted.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    int seen;
    do {
      seen = wanted.get();
      work.run();
    } while (!wanted.compareAndSet(seen, 0));
  }
}
