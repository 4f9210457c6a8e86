package dev.switchboard.application.gather;

import dev.switchboard.application.StorageUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One question, and whoever waits for its answer; the first answer counts. Work that changes
 * something asks {@link #wanted} before each try and {@link #commits} right before its commit, so
 * that nothing is kept for whoever was told that it failed. Thread-safe.
 */
public final class Asked<Q, A> {
  private enum State {
    WAITING,
    BEGUN,
    COMMITTING,
    /** Out of patience while a commit was under way, which decides. */
    LEAVING,
    LEFT
  }

  private final Q question;
  private final CompletableFuture<A> answer = new CompletableFuture<>();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  Asked(Q question) {
    this.question = question;
  }

  public Q question() {
    return question;
  }

  /** False: whoever asked has gone, and is not worked for. */
  boolean begin() {
    return state.compareAndSet(State.WAITING, State.BEGUN);
  }

  /**
   * Before each try, of which those before it came to nothing. False: whoever asked has gone, and
   * nothing must be done for them any more.
   */
  public boolean wanted() {
    if (state.compareAndSet(State.COMMITTING, State.BEGUN) || state.get() == State.BEGUN) {
      return true;
    }
    if (state.compareAndSet(State.LEAVING, State.LEFT)) {
      refuse(new StorageUnavailable("no answer in time, and nothing was done", null));
    }
    return false;
  }

  /**
   * From here on whoever asked waits for the end of the commit, however long that takes. False:
   * they have gone, and what was done for them must not be kept.
   */
  public boolean commits() {
    return state.compareAndSet(State.BEGUN, State.COMMITTING);
  }

  /** False: a commit is under way, and what it comes to has to be waited for. */
  private boolean leave() {
    var left =
        state.updateAndGet(
            now ->
                switch (now) {
                  case COMMITTING, LEAVING -> State.LEAVING;
                  case WAITING, BEGUN, LEFT -> State.LEFT;
                });
    return left == State.LEFT;
  }

  public void answer(A value) {
    answer.complete(value);
  }

  /** What it gives, or throws. */
  public void answerWith(Supplier<A> value) {
    try {
      answer(value.get());
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  public void refuse(RuntimeException why) {
    answer.completeExceptionally(why);
  }

  boolean answered() {
    return answer.isDone();
  }

  A await(Duration patience) {
    try {
      return withinOrCommitted(patience);
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause(); // nothing else can be given
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leave();
      throw new StorageUnavailable("interrupted while waiting for an answer", e);
    }
  }

  private A withinOrCommitted(Duration patience) throws ExecutionException, InterruptedException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (leave()) {
        throw new StorageUnavailable("no answer in time", e);
      }
      return answer.get(); // a commit ends, for the storage has bounds of its own
    }
  }
}
