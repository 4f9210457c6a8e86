package dev.switchboard.application.outbound;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.message.MessageError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a handler made of its claim. {@link RetryPolicy} turns it into a {@link Settlement}. */
public sealed interface Outcome {
  /**
   * @param externalId the platform's id of it
   */
  record Done(Optional<String> externalId) implements Outcome {}

  /**
   * Certainly not done.
   *
   * @param after no earlier than this, whatever the back-off says
   * @param attempts how many tries at most
   */
  record Retry(Optional<Duration> after, int attempts, MessageError error) implements Outcome {}

  /** Nobody knows whether it was done. */
  record Ambiguous(MessageError error) implements Outcome {}

  record Failed(MessageError error) implements Outcome {}

  /**
   * Not tried at all, which costs no attempt.
   *
   * @param account whose state it waits for
   */
  record Held(Instant until, MessageError error, Optional<ChannelAccountId> account)
      implements Outcome {}
}
