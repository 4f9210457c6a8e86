package dev.switchboard.persistence.outbound;

import dev.switchboard.application.outbound.LaneHints;
import dev.switchboard.application.outbound.Lanes;
import dev.switchboard.application.outbound.Settlement;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Claims lanes and not rows, which scales where claiming rows collapses: workers that skip locked
 * rows of one queue all scan the same head.
 */
public final class PostgresLanes implements Lanes {
  static final String CLAIM =
      """
      update lane set lease_until = ?, next_at = ?, lease_token = lease_token + 1, held_by = null
      where (company_id, kind, lane_id) = (
        select company_id, kind, lane_id from lane
        where kind = ? and pending > 0 and next_at <= ?
          and (company_id, lane_id) not in (
            select c, l from unnest(?::bigint[], ?::bigint[]) as under_way (c, l))
        order by next_at limit 1 for update skip locked)
      returning company_id, lane_id, lease_token
      """;

  // A statement of its own: its snapshot must be younger than the lock on the lane, or it could
  // take a task for abandoned that was settled in between.
  static final String HEAD =
      """
      with head as (
        select id, state from outbox
        where company_id = ? and kind = ? and lane_id = ?
          and state in ('PENDING', 'LEASED', 'AMBIGUOUS')
        order by position limit 1
      )
      update outbox set
        state = case
          when state = 'PENDING' or state = 'LEASED' and kind <> 'SEND' then 'LEASED'
          else 'AMBIGUOUS' end,
        attempts = attempts + case when state = 'LEASED' then 1 else 0 end,
        called_at = case
          when state = 'PENDING' or state = 'LEASED' and kind <> 'SEND' then ? else called_at end,
        updated_at = ?
      where company_id = ? and id = (select id from head)
      returning *, (select state from head) = 'LEASED' as taken_over
      """;

  private static final String EXTEND =
      """
      update lane set lease_until = ?, next_at = ?
      where company_id = ? and kind = ? and lane_id = ? and lease_token = ?
        and lease_until is not null
      """;

  // in the order of everybody who locks several
  private static final String RELEASE =
      """
      with held as (
        select company_id, kind, lane_id from lane
        where company_id = ? and held_by = ? and lease_until is null
        order by lane_id for no key update
      )
      update lane set next_at = ?, held_by = null
      from held
      where lane.company_id = held.company_id and lane.kind = held.kind
        and lane.lane_id = held.lane_id
      """;

  private final Database database;
  private final LaneHints hints;

  public PostgresLanes(Database database, LaneHints hints) {
    this.database = database;
    this.hints = hints;
  }

  @Override
  public Optional<Claim> claim(
      LaneKind kind, Instant now, Instant leaseUntil, Collection<Claim> underWay) {
    var lanes = underWay.stream().filter(claim -> claim.kind() == kind).toList();
    return database
        .system()
        .write(
            connection -> {
              var lane =
                  Sql.one(
                      connection,
                      CLAIM,
                      row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                      leaseUntil,
                      leaseUntil,
                      kind.name(),
                      now,
                      lanes.stream().map(held -> held.company().value()).toArray(Long[]::new),
                      lanes.stream().map(Claim::lane).toArray(Long[]::new));
              return lane.isEmpty() ? Optional.empty() : head(connection, kind, lane.get(), now);
            });
  }

  private static Optional<Claim> head(
      Connection connection, LaneKind kind, long[] lane, Instant now) throws SQLException {
    return Sql.one(
        connection,
        HEAD,
        row -> claim(row, kind, lane[2]),
        lane[0],
        kind.name(),
        lane[1],
        now,
        now,
        lane[0]);
  }

  private static Claim claim(ResultSet row, LaneKind kind, long token) throws SQLException {
    var ambiguous = TaskState.valueOf(row.getString("state")) == TaskState.AMBIGUOUS;
    return new Claim(
        new CompanyId(row.getLong("company_id")),
        kind,
        row.getLong("lane_id"),
        token,
        row.getLong("id"),
        row.getLong("subject_id"),
        row.getInt("part"),
        row.getString("payload"),
        row.getInt("attempts"),
        ambiguous,
        ambiguous && row.getBoolean("taken_over"),
        Sql.instant(row, "called_at"));
  }

  @Override
  public boolean extend(Claim claim, Instant leaseUntil) {
    return database.write(
            claim.company(),
            connection ->
                Sql.update(
                    connection,
                    EXTEND,
                    leaseUntil,
                    leaseUntil,
                    claim.company().value(),
                    claim.kind().name(),
                    claim.lane(),
                    claim.token()))
        == 1;
  }

  @Override
  public Optional<TaskState> settle(Claim claim, Settlement settlement, Instant now) {
    return database.write(
        claim.company(), connection -> Settling.settle(connection, claim, settlement, now));
  }

  @Override
  public void release(CompanyId company, ChannelAccountId account, Instant now) {
    var released =
        database.write(
            company,
            connection -> Sql.update(connection, RELEASE, company.value(), account.value(), now));
    if (released > 0) {
      database.afterCommit(() -> hints.wake(LaneKind.SEND));
    }
  }
}
