package dev.switchboard.meta.graph;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of a request that must not leave after a certain moment. Asked for when the connection
 * is there, so the last time that anything can be held back: without its body a request is none. A
 * process that was frozen before that finds out here that its time is over.
 */
final class Departure implements BodyPublisher {
  private enum State {
    WAITING,
    LEFT,
    HELD
  }

  private static final Flow.Subscription NOTHING =
      new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
      };

  private final BodyPublisher body;
  private final Instant leaveBy;
  private final Clock clock;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  Departure(BodyPublisher body, Instant leaveBy, Clock clock) {
    this.body = body;
    this.leaveBy = leaveBy;
    this.clock = clock;
  }

  /** Whether it never left; from now on it never will. */
  boolean hold() {
    state.compareAndSet(State.WAITING, State.HELD);
    return state.get() == State.HELD;
  }

  /** Whether its time is over. */
  boolean late() {
    return clock.instant().isAfter(leaveBy);
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (late()) {
      hold();
    }
    if (state.compareAndSet(State.WAITING, State.LEFT)) {
      body.subscribe(subscriber);
    } else {
      subscriber.onSubscribe(NOTHING);
      subscriber.onError(new IOException("too late to be sent"));
    }
  }
}
