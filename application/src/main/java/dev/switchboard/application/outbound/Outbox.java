package dev.switchboard.application.outbound;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Instant;
import java.util.Collection;

/**
 * Where outgoing work is put down, in the unit of work that causes it. Behaviour is fixed by {@code
 * OutboxContract}.
 */
public interface Outbox {
  /**
   * One piece of work.
   *
   * @param lane the conversation's or contact's id: work of one lane is done in the order in which
   *     it was put down, within one call in the order of {@code id}
   * @param subject the message's or contact's id
   * @param part 0, 1, … for a message that takes several calls
   * @param payload what the handler needs beside the subject; JSON text ({@link SendPart} for
   *     {@code SEND}), may be empty
   * @param dueAt no earlier than this, if it is the first of its lane
   */
  record Task(
      CompanyId company,
      LaneKind kind,
      long lane,
      long id,
      long subject,
      int part,
      String payload,
      Instant dueAt) {}

  /** How much of this kind is not settled yet. */
  int waiting(CompanyId company, LaneKind kind);

  /** In the running unit of work; wakes the lanes after its commit. */
  void enqueue(Collection<Task> tasks);
}
