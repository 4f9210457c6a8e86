package dev.switchboard.application.assignment;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.conversation.ChatAccess;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Use case: a person gives a chat to an agent, or takes it away. Neither a paused routing nor a
 * capacity stands against a person's decision, and the rotation does not move. What was taken away
 * by hand stays so: it is not part of the backlog.
 */
public final class AssignChat {
  /**
   * @param agent absent to take it away
   */
  public record Command(Caller caller, ConversationId chat, Optional<UserId> agent, Seen seen) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Conversations conversations;
  private final Roster roster;
  private final Decisions decisions;
  private final Streams streams;
  private final DrainBacklog drain;
  private final AuditTrail audit;
  private final Ids ids;
  private final Clock clock;

  public AssignChat(
      Transactions transactions,
      Rights rights,
      Conversations conversations,
      Roster roster,
      Decisions decisions,
      Streams streams,
      DrainBacklog drain,
      AuditTrail audit,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.conversations = conversations;
    this.roster = roster;
    this.decisions = decisions;
    this.streams = streams;
    this.drain = drain;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** The chat as it is now; nothing is recorded or announced where nothing changes. */
  public Conversation handle(Command command) {
    var change = transactions.inTransaction(() -> assign(command));
    if (change.freed()) {
      drain.follow(command.caller().company()); // the agent it was taken from may have room now
    }
    return change.after();
  }

  private record Change(Conversation before, Conversation after) {
    boolean freed() {
      return before.assignee().isPresent() && !before.assignee().equals(after.assignee());
    }
  }

  private Change assign(Command command) {
    var caller = rights.hold(command.caller());
    var company = caller.company();
    var before = ChatAccess.of(caller, conversations.lock(company, command.chat()));
    command.seen().require(before.revision());
    command.agent().ifPresent(agent -> requireActive(before, agent));
    var now = clock.instant();
    var after =
        command
            .agent()
            .map(agent -> before.assignTo(agent, now))
            .orElseGet(() -> before.unassign(now));
    if (after.assignment().equals(before.assignment())) {
      return new Change(before, before);
    }
    conversations.update(List.of(after));
    decisions.record(List.of(decision(command, after)));
    audit.add(event(command, before, after));
    streams.append(
        List.of(Frames.chatAssigned(after, before.assignee(), Decision.Reason.MANUAL.name())));
    return new Change(before, after);
  }

  private static AuditEvent event(Command command, Conversation before, Conversation after) {
    var action =
        after.assignee().isPresent() ? AuditAction.CHAT_ASSIGNED : AuditAction.CHAT_UNASSIGNED;
    var facts = new LinkedHashMap<String, Object>();
    before.assignee().ifPresent(agent -> facts.put("from", agent.value()));
    after.assignee().ifPresent(agent -> facts.put("to", agent.value()));
    return AuditEvent.by(command.caller(), action, AuditObject.of(after.id())).with(facts);
  }

  /** Under the rotation's lock, so that an agent who is being deactivated gets nothing more. */
  private void requireActive(Conversation conversation, UserId agent) {
    var candidate =
        roster.lock(conversation.company()).candidates().stream()
            .filter(known -> known.user().equals(agent))
            .findFirst()
            .orElseThrow(() -> new Missing("agent_not_found", "Agent not found").asException());
    if (!candidate.active()) {
      throw new Refused("agent_inactive", "Agent is inactive").asException();
    }
  }

  private Decision decision(Command command, Conversation after) {
    return new Decision(
        after.company(),
        ids.next(),
        after.id(),
        Decision.Reason.MANUAL,
        List.of(),
        after.assignee(),
        Optional.of(command.caller().user()),
        after.updatedAt());
  }
}
