package dev.switchboard.application.outbound;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls that messages take, one row each, as those see them who hold the conversation locked.
 * Writes need a running unit of work. Behaviour is fixed by {@code DeliveriesContract}.
 */
public interface Deliveries {
  /**
   * One call for a message.
   *
   * @param id what we tell the platform as our tag
   * @param lane the conversation
   * @param subject the message
   * @param calledAt when the last call began; empty where none was made
   */
  record Delivery(
      long id,
      long lane,
      long subject,
      int part,
      String payload,
      TaskState state,
      Optional<Instant> calledAt,
      Optional<String> externalId,
      Optional<MessageError> error) {}

  /** Every call of these messages, in the order of their parts. */
  List<Delivery> of(CompanyId company, Collection<Long> subjects);

  /** By our tag, by the platform's id, or under way (leased, ambiguous) in one of these lanes. */
  List<Delivery> matching(
      CompanyId company,
      Collection<Long> ids,
      Collection<String> externalIds,
      Collection<Long> lanes);

  /** These were made, whatever we thought of them; a lane that waited for one goes on. */
  void proven(CompanyId company, Map<Long, String> externalIds, Instant now);

  /** The calls of this message that have not been made will not be. */
  void drop(CompanyId company, long subject, MessageError why, Instant now);

  /**
   * Makes the calls of this message that failed or are in doubt once more, under the same tags and
   * in their old place.
   *
   * @return how many
   */
  int redrive(CompanyId company, long subject, Instant now);
}
