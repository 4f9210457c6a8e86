package dev.switchboard.application.outbound;

import dev.switchboard.domain.message.MessageError;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a platform did not do what it was asked.
 *
 * @param error code and sentence for the agent; the code is stable
 * @param after the platform's own word on when to come back
 * @param attempts how many tries such a failure deserves at most
 */
public record SendFailure(Kind kind, MessageError error, Optional<Duration> after, int attempts) {
  public static final int ATTEMPTS = 8;

  /** What a failure means for the message, its account and its lane. */
  public enum Kind {
    /** Worth another try; certainly not done. */
    RETRY,
    /** Too fast; certainly not done. */
    RATE_LIMITED,
    /** Not even tried, because everything else just failed there or it is too late: no attempt. */
    NOT_TRIED,
    /** It may have been done. */
    AMBIGUOUS,
    /** Not this message, or not to this person. */
    PERMANENT,
    OUTSIDE_WINDOW,
    /** A permission is missing. */
    CHANNEL_BROKEN,
    /** The platform restricted the account. */
    CHANNEL_SUSPENDED,
    /** The token is dead. */
    CHANNEL_REAUTH,
    /** Another app answers in this thread. */
    THREAD_NOT_OWNED,
    /** The account must not use HUMAN_AGENT any more. */
    STOP_TAG
  }

  public SendFailure(Kind kind, String code, String detail) {
    this(kind, new MessageError(code, detail), Optional.empty(), ATTEMPTS);
  }
}
