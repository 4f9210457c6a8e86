package dev.switchboard.application.outbound;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a claimed task. */
public sealed interface Settlement {
  /**
   * @param externalId the platform's id of what was done
   */
  record Done(Optional<String> externalId) implements Settlement {}

  /**
   * Will not be tried again unless a person asks for it.
   *
   * @param state {@code FAILED}, {@code DEAD} or {@code NEEDS_REVIEW}
   */
  record Closed(TaskState state, MessageError error) implements Settlement {}

  /**
   * Pending again, and its lane with it, until {@code at}.
   *
   * @param attempted an attempt was used up
   * @param heldBy the account whose state it waits for: {@link Lanes#release} ends that wait
   */
  record Again(Instant at, boolean attempted, MessageError error, Optional<ChannelAccountId> heldBy)
      implements Settlement {}

  /** Nobody knows whether it was done; look again at {@code at}. */
  record Unknown(Instant at, boolean attempted, MessageError error) implements Settlement {}
}
