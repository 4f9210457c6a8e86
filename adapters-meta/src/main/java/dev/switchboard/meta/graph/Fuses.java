package dev.switchboard.meta.graph;

import dev.switchboard.domain.channel.ChannelAccountId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps calls from leaving where they would only fail or hurt: a circuit breaker for each account
 * and one for the host, bounds on calls under way, and pauses that the platform asked for.
 * Thread-safe.
 */
final class Fuses {
  private static final int WINDOW = 100;
  private static final int MINIMUM = 20;
  private static final int HALF_OPEN = 5;
  private static final int FAILURE_PERCENT = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  // calls that hang at one account leave workers for the others, and do not fail the host
  static final int OF_ONE_ACCOUNT = 12;
  private static final Duration CROWDED = Duration.ofMillis(500);

  /** Leave to make one call; say how it went, or that it was not made, exactly once. */
  final class Permit {
    private final CircuitBreaker account;
    private final Semaphore ofAccount;
    private final long begun = System.nanoTime();

    private Permit(CircuitBreaker account, Semaphore ofAccount) {
      this.account = account;
      this.ofAccount = ofAccount;
    }

    /**
     * @param reached the platform answered, whatever it answered
     */
    void done(boolean reached) {
      var took = System.nanoTime() - begun;
      for (var breaker : new CircuitBreaker[] {account, host}) {
        if (reached) {
          breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else {
          breaker.onError(took, TimeUnit.NANOSECONDS, UNREACHED);
        }
      }
      leave();
    }

    /** In place of {@link #done}: no call was made, which says nothing about the platform. */
    void unused() {
      account.releasePermission();
      host.releasePermission();
      leave();
    }

    private void leave() {
      underWay.release();
      ofAccount.release();
    }
  }

  private static final Exception UNREACHED = new UnreachedException();

  private static final class UnreachedException extends Exception {
    private static final long serialVersionUID = 1;

    UnreachedException() {
      super("no usable answer", null, false, false);
    }
  }

  private final Map<ChannelAccountId, CircuitBreaker> accounts = new ConcurrentHashMap<>();
  private final Map<ChannelAccountId, Semaphore> underWayOf = new ConcurrentHashMap<>();
  private final Map<ChannelAccountId, Instant> paused = new ConcurrentHashMap<>();
  private final CircuitBreaker host;
  private final CircuitBreakerConfig breakers;
  private final Semaphore underWay;
  private final AtomicReference<Instant> blownUntil = new AtomicReference<>(Instant.MIN);
  private final Duration open;
  private final Clock clock;

  Fuses(int concurrency, Duration open, Clock clock) {
    this.open = open;
    this.clock = clock;
    this.underWay = new Semaphore(concurrency);
    this.breakers =
        CircuitBreakerConfig.custom()
            .failureRateThreshold(FAILURE_PERCENT)
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(MINIMUM)
            .permittedNumberOfCallsInHalfOpenState(HALF_OPEN)
            .waitDurationInOpenState(open)
            .clock(clock)
            .build();
    this.host = CircuitBreaker.of("host", breakers);
    host.getEventPublisher().onStateTransition(change -> blownUntil.set(blownUntil(change)));
  }

  /** Empty if no call may leave now; {@link #wait} says for how long at least. */
  Optional<Permit> tryAcquire(ChannelAccountId account) {
    var ofAccount = underWayOf.computeIfAbsent(account, _ -> new Semaphore(OF_ONE_ACCOUNT));
    if (!ofAccount.tryAcquire()) {
      return Optional.empty();
    }
    var permit = tryAcquire(account, ofAccount);
    if (permit.isEmpty()) {
      ofAccount.release();
    }
    return permit;
  }

  private Optional<Permit> tryAcquire(ChannelAccountId account, Semaphore ofAccount) {
    var breaker =
        accounts.computeIfAbsent(account, id -> CircuitBreaker.of(id.toString(), breakers));
    if (pausedFor(account).isPositive() || !breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    if (!host.tryAcquirePermission()) {
      breaker.releasePermission();
      return Optional.empty();
    }
    if (!acquireSlot()) {
      breaker.releasePermission();
      host.releasePermission();
      return Optional.empty();
    }
    return Optional.of(new Permit(breaker, ofAccount));
  }

  Duration wait(ChannelAccountId account) {
    var pause = pausedFor(account);
    if (pause.isPositive()) {
      return pause;
    }
    return closed(accounts.get(account)) && closed(host) ? CROWDED : open;
  }

  /** By the breaker's own word it stays open until somebody tries, however long ago that was. */
  boolean blown() {
    return !clock.instant().isAfter(blownUntil.get());
  }

  private Instant blownUntil(CircuitBreakerOnStateTransitionEvent change) {
    var to = change.getStateTransition().getToState();
    return to == CircuitBreaker.State.OPEN ? clock.instant().plus(open) : Instant.MIN;
  }

  private static boolean closed(CircuitBreaker breaker) {
    return breaker == null || breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  /** The platform asked for it. */
  void pause(ChannelAccountId account, Duration time) {
    paused.merge(
        account, clock.instant().plus(time), (one, other) -> one.isAfter(other) ? one : other);
  }

  private Duration pausedFor(ChannelAccountId account) {
    var until = paused.get(account);
    if (until == null) {
      return Duration.ZERO;
    }
    var left = Duration.between(clock.instant(), until);
    if (!left.isPositive()) {
      paused.remove(account, until);
    }
    return left;
  }

  private boolean acquireSlot() {
    try {
      return underWay.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
