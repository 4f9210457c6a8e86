package dev.switchboard.persistence.outbound;

import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.application.outbound.Settlement;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.TaskState;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Writes down what became of a claim, if nobody has taken its lane over. */
final class Settling {
  private static final String LOCK =
      """
      select 1 from lane
      where company_id = ? and kind = ? and lane_id = ? and lease_token = ?
        and lease_until is not null
      for no key update
      """;

  // The state is hidden from the planner: it would walk the index of open tasks, thousands of rows,
  // where it made its plan while the table was empty.
  static final String SETTLE =
      """
      with task as (
        update outbox set state = ?, external_id = coalesce(?, external_id),
          attempts = attempts + ?, error_code = ?, error_detail = ?, updated_at = ?
        where company_id = ? and id = ? and state || '' in ('LEASED', 'AMBIGUOUS')
        returning state
      ), given_back as (
        update lane set lease_until = null, held_by = ?,
          pending = pending
            - (select count(*) from task where state not in ('PENDING', 'AMBIGUOUS'))::integer,
          next_at = case when exists (select from task where state in ('PENDING', 'AMBIGUOUS'))
            then ?::timestamptz else ?::timestamptz end
        where company_id = ? and kind = ? and lane_id = ?
        returning 1
      )
      select state from task
      """;

  // Already proven by an echo: the platform's own answer knows best under which id.
  private static final String CORRECT =
      """
      update outbox set external_id = coalesce(?, external_id)
      where company_id = ? and id = ? returning state
      """;

  private Settling() {}

  static Optional<TaskState> settle(
      Connection connection, Claim claim, Settlement settlement, Instant now) throws SQLException {
    if (!newest(connection, claim)) {
      return Optional.empty();
    }
    var settled = write(connection, claim, TaskRow.of(settlement, now), now);
    return settled.isPresent() ? settled : correct(connection, claim, settlement);
  }

  private static boolean newest(Connection connection, Claim claim) throws SQLException {
    return Sql.one(
            connection,
            LOCK,
            row -> row.getInt(1),
            claim.company().value(),
            claim.kind().name(),
            claim.lane(),
            claim.token())
        .isPresent();
  }

  private static Optional<TaskState> write(
      Connection connection, Claim claim, TaskRow task, Instant now) throws SQLException {
    return Sql.one(
        connection,
        SETTLE,
        row -> TaskState.valueOf(row.getString(1)),
        task.state().name(),
        task.externalId(),
        task.attempts(),
        task.error().map(MessageError::code).orElse(null),
        task.error().map(MessageError::detail).orElse(null),
        now,
        claim.company().value(),
        claim.task(),
        task.heldBy(),
        task.at(),
        now,
        claim.company().value(),
        claim.kind().name(),
        claim.lane());
  }

  private static Optional<TaskState> correct(
      Connection connection, Claim claim, Settlement settlement) throws SQLException {
    var known = settlement instanceof Settlement.Done(var id) ? id : Optional.<String>empty();
    return Sql.one(
        connection,
        CORRECT,
        row -> TaskState.valueOf(row.getString(1)),
        known.orElse(null),
        claim.company().value(),
        claim.task());
  }

  /** The columns that a settlement writes. */
  private record TaskRow(
      TaskState state,
      String externalId,
      int attempts,
      Optional<MessageError> error,
      Instant at,
      Long heldBy) {

    static TaskRow of(Settlement settlement, Instant now) {
      return switch (settlement) {
        case Settlement.Done(var id) ->
            new TaskRow(TaskState.DONE, id.orElse(null), 1, Optional.empty(), now, null);
        case Settlement.Closed(var state, var error) ->
            new TaskRow(state, null, 1, Optional.of(error), now, null);
        case Settlement.Again(var at, var attempted, var error, var heldBy) ->
            new TaskRow(
                TaskState.PENDING,
                null,
                attempted ? 1 : 0,
                Optional.of(error),
                at,
                heldBy.map(ChannelAccountId::value).orElse(null));
        case Settlement.Unknown(var at, var attempted, var error) ->
            new TaskRow(TaskState.AMBIGUOUS, null, attempted ? 1 : 0, Optional.of(error), at, null);
      };
    }
  }
}
