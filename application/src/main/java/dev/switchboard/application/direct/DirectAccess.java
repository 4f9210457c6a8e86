package dev.switchboard.application.direct;

import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.direct.DirectMessage;
import java.util.Optional;

/** The refusal for a message that is not there: gone, never there, or of another company. */
public final class DirectAccess {
  private DirectAccess() {}

  public static DirectMessage known(Optional<DirectMessage> found) {
    return found.orElseThrow(
        () -> new Missing("message_not_found", "Message not found").asException());
  }
}
