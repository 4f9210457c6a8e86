package dev.switchboard.domain.conversation;

import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Whose conversation it is. At most one agent, by construction. */
public sealed interface Assignment {
  /** Nobody's, and nobody is looked for: somebody took it away, or it was never given away. */
  record Unassigned() implements Assignment {}

  /** Should be somebody's, but nobody could take it: the backlog, drained oldest first. */
  record Waiting(Instant since) implements Assignment {}

  record AssignedTo(UserId agent, Instant since) implements Assignment {}

  Assignment NONE = new Unassigned();

  default Optional<UserId> assignee() {
    return switch (this) {
      case Unassigned _, Waiting _ -> Optional.empty();
      case AssignedTo(var agent, _) -> Optional.of(agent);
    };
  }
}
