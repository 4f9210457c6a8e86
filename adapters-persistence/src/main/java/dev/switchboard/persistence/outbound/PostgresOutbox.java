package dev.switchboard.persistence.outbound;

import dev.switchboard.application.outbound.LaneHints;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Puts any number of tasks down in one round trip. */
public final class PostgresOutbox implements Outbox {
  // Lanes are taken in key order, so that two callers with several lanes cannot block each other.
  private static final String ENQUEUE =
      """
      with task as materialized (
        select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
          as t (company_id, kind, lane_id, id, subject_id, part, payload, due_at)
      ), taken as (
        insert into lane (company_id, kind, lane_id, pending, last_position, next_at)
        select company_id, kind, lane_id, count(*), count(*), min(due_at)
        from task group by company_id, kind, lane_id order by company_id, kind, lane_id
        on conflict (company_id, kind, lane_id) do update set
          pending = lane.pending + excluded.pending,
          last_position = lane.last_position + excluded.last_position,
          next_at = case when lane.pending = 0 and (lane.lease_until is null)
            then excluded.next_at else lane.next_at end
        returning company_id, kind, lane_id, last_position
      )
      insert into outbox (company_id, id, kind, lane_id, position, subject_id, part, payload,
        state, created_at, updated_at)
      select company_id, id, kind, lane_id,
        last_position + 1 - row_number() over (partition by company_id, kind, lane_id order by id desc),
        subject_id, part, payload, 'PENDING', due_at, due_at
      from task join taken using (company_id, kind, lane_id)
      """;

  private final Database database;
  private final LaneHints hints;

  public PostgresOutbox(Database database, LaneHints hints) {
    this.database = database;
    this.hints = hints;
  }

  @Override
  public int waiting(CompanyId company, LaneKind kind) {
    return database
        .read(
            company,
            connection ->
                Sql.one(
                    connection,
                    "select coalesce(sum(pending), 0)::integer from lane"
                        + " where company_id = ? and kind = ? and pending > 0",
                    row -> row.getInt(1),
                    company.value(),
                    kind.name()))
        .orElseThrow();
  }

  @Override
  public void enqueue(Collection<Task> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    var list = List.copyOf(tasks);
    database.write(
        list.stream().map(Task::company).toList(),
        connection ->
            Sql.update(
                connection,
                ENQUEUE,
                longs(list, task -> task.company().value()),
                texts(list, task -> task.kind().name()),
                longs(list, Task::lane),
                longs(list, Task::id),
                longs(list, Task::subject),
                list.stream().map(Task::part).toArray(Integer[]::new),
                texts(list, Task::payload),
                list.stream().map(Task::dueAt).toArray(Instant[]::new)));
    list.stream()
        .map(Task::kind)
        .distinct()
        .forEach(kind -> database.afterCommit(() -> hints.wake(kind)));
  }

  private static Long[] longs(List<Task> tasks, Function<Task, Long> part) {
    return tasks.stream().map(part).toArray(Long[]::new);
  }

  private static String[] texts(List<Task> tasks, Function<Task, String> part) {
    return tasks.stream().map(part).toArray(String[]::new);
  }
}
