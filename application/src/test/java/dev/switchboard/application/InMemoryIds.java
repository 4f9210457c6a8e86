package dev.switchboard.application;

import java.util.concurrent.atomic.AtomicLong;

/** 1, 2, 3 … */
public final class InMemoryIds implements Ids {
  private final AtomicLong last = new AtomicLong();

  @Override
  public long next() {
    return last.incrementAndGet();
  }
}
