package dev.switchboard.domain.assignment;

import dev.switchboard.domain.user.UserId;
import java.util.OptionalInt;

/**
 * An agent as the rotation sees them: somebody of the company who holds {@code chat:receive}.
 *
 * @param open conversations they have that are not resolved; no more than the capacity need be
 *     counted, and none where they do not matter
 * @param capacity how many of those they take at most; absent for no limit
 */
public record Candidate(
    Position position,
    String name,
    boolean active,
    boolean acceptsNewChats,
    int open,
    OptionalInt capacity) {

  public UserId user() {
    return position.user();
  }

  /** Why they cannot have one more now. */
  public Verdict verdict() {
    if (!active) {
      return Verdict.INACTIVE;
    }
    if (!acceptsNewChats) {
      return Verdict.ROUTING_PAUSED;
    }
    return capacity.isPresent() && open >= capacity.getAsInt()
        ? Verdict.AT_CAPACITY
        : Verdict.ELIGIBLE;
  }

  Candidate withOneMore() {
    return new Candidate(position, name, active, acceptsNewChats, open + 1, capacity);
  }
}
