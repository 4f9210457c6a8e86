package dev.switchboard.application.gather;

import dev.switchboard.application.StorageUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** One question, and whoever waits for its answer; the first answer counts. Thread-safe. */
public final class Asked<Q, A> {
  private enum State {
    WAITING,
    BEGUN,
    ABANDONED
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

  /** So that nothing is done of which nobody hears, unless it has begun. */
  private StorageUnavailable abandoned(String why, Exception cause) {
    state.compareAndSet(State.WAITING, State.ABANDONED);
    return new StorageUnavailable(why, cause);
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
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause(); // nothing else can be given
    } catch (TimeoutException e) {
      throw abandoned("no answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw abandoned("interrupted while waiting for an answer", e);
    }
  }
}
