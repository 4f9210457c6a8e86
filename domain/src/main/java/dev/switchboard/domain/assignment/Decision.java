package dev.switchboard.domain.assignment;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The record of one assignment: who was considered, who was chosen, and why the others were not.
 *
 * @param considered in rotation order from where the rotation stood; empty for a manual one
 * @param chosen absent when nobody could take it, or when somebody took it away
 * @param by who decided, when a person did
 */
public record Decision(
    CompanyId company,
    long id,
    ConversationId conversation,
    Reason reason,
    List<Considered> considered,
    Optional<UserId> chosen,
    Optional<UserId> by,
    Instant at) {

  /** Why there was something to decide; lower-case on the wire. */
  public enum Reason {
    NEW_CONVERSATION,
    REOPENED,
    /** Somebody became eligible and the backlog was drained. */
    DRAINED,
    AGENT_DEACTIVATED,
    MANUAL
  }

  public record Considered(UserId user, String name, Verdict verdict) {}

  public Decision {
    considered = List.copyOf(considered);
  }
}
