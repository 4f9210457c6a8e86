package dev.switchboard.application.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a piece of work once for many wishes: never twice at a time, and after each wish. Where the
 * work throws, or no thread is to be had, the wishes so far are forgotten and the next one counts.
 */
final class Pulse {
  private final Executor executor;
  private final Runnable work;
  private final AtomicInteger wanted = new AtomicInteger();

  Pulse(Executor executor, Runnable work) {
    this.executor = executor;
    this.work = work;
  }

  void wake() {
    if (wanted.getAndIncrement() == 0) {
      orForgotten(() -> executor.execute(this::run));
    }
  }

  private void run() {
    int seen;
    do {
      seen = wanted.get();
      orForgotten(work);
    } while (!wanted.compareAndSet(seen, 0));
  }

  private void orForgotten(Runnable step) {
    boolean done = false;
    try {
      step.run();
      done = true;
    } finally {
      if (!done) {
        wanted.set(0); // or nobody would ever run it again
      }
    }
  }
}
