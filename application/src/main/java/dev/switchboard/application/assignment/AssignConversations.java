package dev.switchboard.application.assignment;

import dev.switchboard.application.Ids;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.assignment.RoundRobin;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Gives conversations to the agents whose turn it is, all of one company under one lock of its
 * rotation. Runs inside the caller's unit of work, which holds the conversations locked and stores
 * what is returned.
 */
public final class AssignConversations {
  /** One conversation to give away, and why. */
  public record Waiting(Conversation conversation, Decision.Reason reason) {}

  private final Roster roster;
  private final Decisions decisions;
  private final Ids ids;

  public AssignConversations(Roster roster, Decisions decisions, Ids ids) {
    this.roster = roster;
    this.decisions = decisions;
    this.ids = ids;
  }

  /**
   * In the order given; those that nobody could take are returned as part of the backlog.
   *
   * @param waiting all of {@code company}
   */
  public List<Conversation> handle(CompanyId company, Collection<Waiting> waiting, Instant now) {
    return assign(company, waiting, now, false);
  }

  /**
   * As {@link #handle}, but ends where nobody can take one more; only the assigned are returned.
   */
  public List<Conversation> drain(CompanyId company, Collection<Waiting> backlog, Instant now) {
    return assign(company, backlog, now, true);
  }

  private List<Conversation> assign(
      CompanyId company, Collection<Waiting> waiting, Instant now, boolean endWhenNobodyCan) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    var rotation = roster.lock(company);
    var before = rotation.last();
    var records = new ArrayList<Decision>(waiting.size());
    var assigned = new ArrayList<Conversation>(waiting.size());
    for (var one : waiting) {
      var turn = rotation.next();
      if (endWhenNobodyCan && turn.chosen().isEmpty()) {
        break;
      }
      rotation = turn.after();
      assigned.add(given(one.conversation(), turn, now));
      records.add(decision(one, turn, now));
    }
    if (!rotation.last().equals(before)) {
      roster.passed(company, rotation.last().orElseThrow());
    }
    decisions.record(records);
    return assigned;
  }

  private static Conversation given(Conversation conversation, RoundRobin.Turn turn, Instant now) {
    return turn.chosen()
        .map(agent -> conversation.assignTo(agent.user(), now))
        .orElseGet(() -> conversation.awaitAgent(now));
  }

  private Decision decision(Waiting one, RoundRobin.Turn turn, Instant now) {
    return new Decision(
        one.conversation().company(),
        ids.next(),
        one.conversation().id(),
        one.reason(),
        turn.considered(),
        turn.chosen().map(Candidate::user),
        Optional.empty(),
        now);
  }
}
