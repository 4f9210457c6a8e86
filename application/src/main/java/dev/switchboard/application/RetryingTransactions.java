package dev.switchboard.application;

import java.util.function.Supplier;

/** Re-runs a unit of work that lost a race. Decoration happens once, in the composition root. */
public final class RetryingTransactions implements Transactions {
  private static final ScopedValue<Boolean> INSIDE = ScopedValue.newInstance();

  private final Transactions inner;
  private final int attempts;

  public RetryingTransactions(Transactions inner, int attempts) {
    this.inner = inner;
    this.attempts = attempts;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    if (INSIDE.isBound()) {
      return inner.inTransaction(work); // the outermost call retries, for it alone can start anew
    }
    return ScopedValue.where(INSIDE, true).call(() -> retrying(work));
  }

  private <T> T retrying(Supplier<T> work) {
    for (int attempt = 1; attempt < attempts; attempt++) {
      try {
        return inner.inTransaction(work);
      } catch (Contention _) {
        // somebody else was first: read again and decide again
      }
    }
    return inner.inTransaction(work);
  }

  @Override
  public boolean running() {
    return inner.running();
  }

  @Override
  public void beforeCommit(Runnable action) {
    inner.beforeCommit(action);
  }

  @Override
  public void flush() {
    inner.flush();
  }

  @Override
  public void afterCommit(Runnable action) {
    inner.afterCommit(action);
  }
}
