package dev.switchboard.persistence.outbound;

import dev.switchboard.application.outbound.Deliveries;
import dev.switchboard.application.outbound.LaneHints;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One round trip for any number of rows; lanes are locked before their tasks, as claims do. */
public final class PostgresDeliveries implements Deliveries {
  private static final String OF =
      """
      select * from outbox where company_id = ? and kind = 'SEND' and subject_id = any(?)
      order by subject_id, part
      """;

  // Three index scans; one condition with "or" would read the whole table.
  private static final String MATCHING =
      """
      select * from outbox where company_id = ? and kind = 'SEND' and id = any(?)
      union
      select * from outbox where company_id = ? and kind = 'SEND' and external_id = any(?)
      union
      select * from outbox where company_id = ? and kind = 'SEND' and lane_id = any(?)
        and state in ('LEASED', 'AMBIGUOUS')
      order by position
      """;

  private static final String LOCK_LANES =
      """
      select 1 from lane where company_id = ? and kind = 'SEND' and lane_id in (
        select lane_id from outbox where company_id = ? and kind = 'SEND' and %s)
      order by lane_id for no key update
      """;
  private static final String LOCK_BY_ID = LOCK_LANES.formatted("id = any(?)");
  private static final String LOCK_BY_SUBJECT = LOCK_LANES.formatted("subject_id = ?");

  private static final String PROVEN =
      """
      with proof as (select * from unnest(?, ?) as p (id, mid)),
      freed as (
        update outbox set state = 'DONE', external_id = mid, error_code = null,
          error_detail = null, updated_at = ?
        from proof where company_id = ? and kind = 'SEND' and outbox.id = proof.id
          and state in ('PENDING', 'LEASED', 'AMBIGUOUS')
        returning lane_id
      ), revived as (
        update outbox set state = 'DONE', external_id = mid, error_code = null,
          error_detail = null, updated_at = ?
        from proof where company_id = ? and kind = 'SEND' and outbox.id = proof.id
          and state in ('FAILED', 'DEAD', 'NEEDS_REVIEW')
        returning 1
      )
      update lane set pending = pending - n,
        next_at = case when lease_until is null then ? else next_at end
      from (select lane_id, count(*)::integer as n from freed group by lane_id) as done
      where company_id = ? and kind = 'SEND' and lane.lane_id = done.lane_id
      """;

  private static final String DROP =
      """
      with dropped as (
        update outbox set state = 'FAILED', error_code = ?, error_detail = ?, updated_at = ?
        where company_id = ? and kind = 'SEND' and subject_id = ? and state = 'PENDING'
        returning lane_id
      )
      update lane set pending = pending - n
      from (select lane_id, count(*)::integer as n from dropped group by lane_id) as gone
      where company_id = ? and kind = 'SEND' and lane.lane_id = gone.lane_id
      """;

  private static final String REDRIVE =
      """
      with again as (
        update outbox set state = 'PENDING', attempts = 0, error_code = null, error_detail = null,
          updated_at = ?
        where company_id = ? and kind = 'SEND' and subject_id = ?
          and state in ('FAILED', 'DEAD', 'NEEDS_REVIEW')
        returning lane_id
      ), due as (
        update lane set pending = pending + n,
          next_at = case when lease_until is null then ? else next_at end
        from (select lane_id, count(*)::integer as n from again group by lane_id) as more
        where company_id = ? and kind = 'SEND' and lane.lane_id = more.lane_id
        returning n
      )
      select coalesce(sum(n), 0)::integer from due
      """;

  private final Database database;
  private final LaneHints hints;

  public PostgresDeliveries(Database database, LaneHints hints) {
    this.database = database;
    this.hints = hints;
  }

  @Override
  public List<Delivery> of(CompanyId company, Collection<Long> subjects) {
    return database.read(
        company,
        connection ->
            Sql.list(
                connection,
                OF,
                PostgresDeliveries::delivery,
                company.value(),
                subjects.toArray(Long[]::new)));
  }

  @Override
  public List<Delivery> matching(
      CompanyId company,
      Collection<Long> ids,
      Collection<String> externalIds,
      Collection<Long> lanes) {
    return database.read(
        company,
        connection ->
            Sql.list(
                connection,
                MATCHING,
                PostgresDeliveries::delivery,
                company.value(),
                ids.toArray(Long[]::new),
                company.value(),
                externalIds.toArray(String[]::new),
                company.value(),
                lanes.toArray(Long[]::new)));
  }

  @Override
  public void proven(CompanyId company, Map<Long, String> externalIds, Instant now) {
    if (externalIds.isEmpty()) {
      return;
    }
    var proofs = List.copyOf(externalIds.entrySet());
    var ids = proofs.stream().map(Map.Entry::getKey).toArray(Long[]::new);
    var mids = proofs.stream().map(Map.Entry::getValue).toArray(String[]::new);
    lock(LOCK_BY_ID, company, ids);
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                PROVEN,
                ids,
                mids,
                now,
                company.value(),
                now,
                company.value(),
                now,
                company.value()));
    wakeAfterCommit();
  }

  @Override
  public void drop(CompanyId company, long subject, MessageError why, Instant now) {
    lock(LOCK_BY_SUBJECT, company, subject);
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                DROP,
                why.code(),
                why.detail(),
                now,
                company.value(),
                subject,
                company.value()));
  }

  @Override
  public int redrive(CompanyId company, long subject, Instant now) {
    lock(LOCK_BY_SUBJECT, company, subject);
    var calls =
        database
            .write(
                company,
                connection ->
                    Sql.one(
                        connection,
                        REDRIVE,
                        row -> row.getInt(1),
                        now,
                        company.value(),
                        subject,
                        now,
                        company.value()))
            .orElseThrow();
    wakeAfterCommit();
    return calls;
  }

  private void lock(String statement, CompanyId company, Object which) {
    database.write(
        company,
        connection ->
            Sql.list(
                connection,
                statement,
                row -> row.getInt(1),
                company.value(),
                company.value(),
                which));
  }

  private void wakeAfterCommit() {
    database.afterCommit(() -> hints.wake(LaneKind.SEND));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    var code = Optional.ofNullable(row.getString("error_code"));
    var detail = row.getString("error_detail");
    return new Delivery(
        row.getLong("id"),
        row.getLong("lane_id"),
        row.getLong("subject_id"),
        row.getInt("part"),
        row.getString("payload"),
        TaskState.valueOf(row.getString("state")),
        Optional.ofNullable(Sql.instant(row, "called_at")),
        Optional.ofNullable(row.getString("external_id")),
        code.map(known -> new MessageError(known, detail)));
  }
}
