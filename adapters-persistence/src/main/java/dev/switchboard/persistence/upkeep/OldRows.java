package dev.switchboard.persistence.upkeep;

import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes what has served its purpose and is too small a table to be dropped by partition. Walks
 * each table once by its key, a page a unit of work, so that it holds no lock for long and needs no
 * index of its own. Several nodes may run it at once. What people wrote is never among it.
 */
public final class OldRows {
  private static final int PAGE = 5_000;

  /**
   * @param done a condition with one parameter, the moment before which a row is old
   */
  private record Kind(String table, String done, Duration kept) {}

  private static final List<Kind> KINDS =
      List.of(
          // a failed one stays: somebody may send it again
          new Kind("outbox", "state = 'DONE' and updated_at < ?", Duration.ofDays(30)),
          // whoever asked for a new password, also a stranger; nobody sends it again
          new Kind(
              "outbox",
              "kind = 'RESET' and state in ('DONE', 'FAILED', 'DEAD') and updated_at < ?",
              Duration.ofDays(1)),
          // its refresh tokens go with it
          new Kind(
              "session",
              "least(expires_at, coalesce(revoked_at, expires_at)) < ?",
              Duration.ofDays(30)),
          new Kind("channel_event", "at < ?", Duration.ofDays(180)),
          new Kind("assignment_decision", "at < ?", Duration.ofDays(365)));

  // few, and some belong to no company
  private static final String PARKED =
      "delete from parked_event where state <> 'parked' and updated_at < ?";
  private static final Duration PARKED_KEPT = Duration.ofDays(90);

  private record Key(long company, long id) {}

  private record Page(Optional<Key> last, int deleted) {}

  private final Database database;

  /**
   * @param database one that sees every company's rows
   */
  public OldRows(Database database) {
    this.database = database;
  }

  /** How many rows went. */
  public int delete(Instant now) {
    int deleted = 0;
    for (var kind : KINDS) {
      deleted += delete(kind, now.minus(kind.kept()));
    }
    return deleted + deleteParked(now.minus(PARKED_KEPT));
  }

  private int deleteParked(Instant before) {
    return database.inTransaction(
        () -> database.write(connection -> Sql.update(connection, PARKED, before)));
  }

  private int delete(Kind kind, Instant before) {
    int deleted = 0;
    var from = Optional.of(new Key(Long.MIN_VALUE, Long.MIN_VALUE));
    while (from.isPresent()) {
      var after = from.get();
      var page =
          database.inTransaction(
              () -> database.write(connection -> page(connection, kind, before, after)));
      deleted += page.deleted();
      from = page.last();
    }
    return deleted;
  }

  private static Page page(Connection connection, Kind kind, Instant before, Key after)
      throws SQLException {
    return Sql.one(
            connection,
            """
            with page as (
              select ctid, company_id as company, id, %2$s as done from %1$s
              where (company_id, id) > (?, ?) order by company_id, id limit ?
            ), gone as (
              delete from %1$s where ctid in (select ctid from page where done) and %2$s returning 1
            )
            select (select count(*) from page) as seen, (select count(*) from gone) as gone,
              last.company, last.id
            from (select company, id from page order by company desc, id desc limit 1) as last
            """
                .formatted(kind.table(), kind.done()),
            row ->
                new Page(
                    row.getInt("seen") < PAGE
                        ? Optional.empty()
                        : Optional.of(new Key(row.getLong("company"), row.getLong("id"))),
                    row.getInt("gone")),
            before,
            after.company(),
            after.id(),
            PAGE,
            before)
        .orElseGet(() -> new Page(Optional.empty(), 0));
  }
}
