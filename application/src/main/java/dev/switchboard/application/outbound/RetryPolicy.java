package dev.switchboard.application.outbound;

import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again, and when to stop: full jitter over an exponential, so that many lanes that
 * failed together do not come back together.
 */
public final class RetryPolicy {
  /**
   * @param base the first wait is at most this long, each further one twice as long
   * @param cap no wait is longer, unless the platform asks for it
   * @param echoWait how long an echo may take before we ask the platform ourselves
   */
  public record Config(Duration base, Duration cap, Duration echoWait) {
    public static final Config DEFAULT =
        new Config(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(45));
  }

  private final Config config;
  private final RandomGenerator random;

  public RetryPolicy(Config config, RandomGenerator random) {
    this.config = config;
    this.random = random;
  }

  Settlement settlement(Claim claim, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Done(var id) -> new Settlement.Done(id);
      case Outcome.Failed(var error) -> new Settlement.Closed(TaskState.FAILED, error);
      case Outcome.Held(var until, var error, _) when claim.ambiguous() ->
          new Settlement.Unknown(until, false, error);
      case Outcome.Held(var until, var error, var account) ->
          new Settlement.Again(until, false, error, account);
      case Outcome.Retry retry -> again(claim, retry, now);
      case Outcome.Ambiguous(var error) -> unknown(claim, error, now);
    };
  }

  /** When to look for a call that was made, or may have been under way, at this moment. */
  Instant lookAt(Instant underWay) {
    return underWay.plus(config.echoWait());
  }

  private Settlement again(Claim claim, Outcome.Retry retry, Instant now) {
    // A look-up that found nothing repeats the call; the attempt it belongs to is counted already.
    var used = claim.attempts() + (claim.ambiguous() ? 0 : 1);
    if (used >= retry.attempts()) {
      return new Settlement.Closed(TaskState.DEAD, retry.error());
    }
    var wait = backoff(used);
    var asked = retry.after().orElse(Duration.ZERO);
    return new Settlement.Again(
        now.plus(asked.compareTo(wait) > 0 ? asked : wait),
        !claim.ambiguous(),
        retry.error(),
        Optional.empty());
  }

  private Settlement unknown(Claim claim, MessageError error, Instant now) {
    var used = claim.attempts() + 1;
    if (!claim.ambiguous()) {
      return new Settlement.Unknown(lookAt(now), true, error);
    }
    return used >= SendFailure.ATTEMPTS
        ? new Settlement.Closed(TaskState.NEEDS_REVIEW, error)
        : new Settlement.Unknown(now.plus(backoff(used)), true, error);
  }

  /** Between nothing and the cap, in microseconds as they are stored. */
  Duration backoff(int used) {
    var ceiling = config.base().multipliedBy(1L << Math.clamp(used - 1L, 0, 30));
    var most = ceiling.compareTo(config.cap()) < 0 ? ceiling : config.cap();
    return Duration.ofNanos(1_000 * random.nextLong(most.toNanos() / 1_000 + 1));
  }
}
