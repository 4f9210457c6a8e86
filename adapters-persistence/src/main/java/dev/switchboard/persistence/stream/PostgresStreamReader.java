package dev.switchboard.persistence.stream;

import dev.switchboard.application.stream.StreamReader;
import dev.switchboard.application.stream.Viewer;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the streams; each call is one statement outside any unit of work. */
public final class PostgresStreamReader implements StreamReader {
  // a limit of one keeps a plan made on an empty table from walking all conversations
  private static final String ROWS =
      """
      select e.seq, e.type, e.users, e.conversation_id, c.assignee_id, e.payload, e.at
      from stream_event e
      left join lateral (
        select assignee_id from conversation c
        where c.company_id = e.company_id and c.id = e.conversation_id limit 1) c on true
      where e.company_id = ? and e.seq > ?
      """;

  private static final String VISIBLE =
      """
      and e.seq <= ?
      and (e.users @> array[?]::bigint[]
           or e.conversation_id is not null and (? or ? and c.assignee_id = ?))
      """;

  private static final String IN_ORDER = "order by e.seq limit ?";

  // one more step over rows that come in this order already: nothing is sorted, and of a payload
  // that is stored apart the length is known without reading it
  private static final String PAGE =
      """
      select * from (
        select p.*, sum(octet_length(p.payload)) over (order by p.seq rows unbounded preceding)
          as bytes from (%s) p) page
      where bytes - octet_length(payload) < %d order by seq""";

  static final String TAIL = PAGE.formatted(ROWS + IN_ORDER, PAGE_BYTES);
  static final String RESUMED = PAGE.formatted(ROWS + VISIBLE + IN_ORDER, PAGE_BYTES);
  static final String NUMBER = "select count(*) from (" + ROWS + VISIBLE + "limit ?) found";

  // A dump restored elsewhere changes the system or the database, a point-in-time recovery the
  // timeline, and our own restore the setting, which is none elsewhere. A promotion changes the
  // timeline too, but the checkpoint's only minutes later: so it is read from the log's name.
  private static final String EPOCH =
      """
      select md5(concat_ws('/', s.system_identifier,
        case when pg_is_in_recovery() then c.timeline_id
          else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer end,
        d.oid, current_setting('switchboard.epoch', true)))
      from pg_control_system() s, pg_control_checkpoint() c, pg_database d
      where d.datname = current_database()
      """;

  /**
   * @param last with it the page is as large as it may be
   */
  private record Found(Row row, boolean last) {}

  private final Database database;

  public PostgresStreamReader(Database database) {
    this.database = database;
  }

  @Override
  public Page read(CompanyId company, long after, int limit) {
    return page(company, TAIL, limit, company.value(), after, limit);
  }

  @Override
  public Page readFor(CompanyId company, Viewer viewer, long after, long upTo, int limit) {
    return page(company, RESUMED, limit, visible(company, viewer, after, upTo, limit));
  }

  private Page page(CompanyId company, String sql, int limit, Object... parameters) {
    var found =
        database.read(
            company,
            connection -> Sql.list(connection, sql, PostgresStreamReader::found, parameters));
    var ended = !found.isEmpty() && found.getLast().last();
    return new Page(found.stream().map(Found::row).toList(), ended || found.size() == limit);
  }

  @Override
  public int countFor(CompanyId company, Viewer viewer, long after, long upTo, int limit) {
    return database
        .read(
            company,
            connection ->
                Sql.one(
                    connection,
                    NUMBER,
                    row -> row.getInt(1),
                    visible(company, viewer, after, upTo, limit)))
        .orElseThrow();
  }

  static Object[] visible(CompanyId company, Viewer viewer, long after, long upTo, int limit) {
    return new Object[] {
      company.value(),
      after,
      upTo,
      viewer.user().value(),
      viewer.seesAll(),
      viewer.seesOwn(),
      viewer.user().value(),
      limit
    };
  }

  @Override
  public long head(CompanyId company) {
    return database
        .read(
            company,
            connection ->
                Sql.one(
                    connection,
                    "select seq from stream_head where company_id = ?",
                    row -> row.getLong(1),
                    company.value()))
        .orElse(0L);
  }

  @Override
  public Map<CompanyId, Long> heads(Collection<CompanyId> companies) {
    return database
        .system()
        .read(
            connection ->
                Sql.list(
                    connection,
                    "select company_id, seq from stream_head where company_id = any(?)",
                    row -> Map.entry(new CompanyId(row.getLong(1)), row.getLong(2)),
                    (Object) companies.stream().map(CompanyId::value).toArray(Long[]::new)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public String epoch() {
    return database
        .read(connection -> Sql.one(connection, EPOCH, row -> row.getString(1)))
        .orElseThrow();
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(row(row), row.getLong("bytes") >= PAGE_BYTES);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("seq"),
        row.getString("type"),
        users((Long[]) row.getArray("users").getArray()),
        Optional.ofNullable(Sql.longOrNull(row, "conversation_id")).map(ConversationId::new),
        Optional.ofNullable(Sql.longOrNull(row, "assignee_id")).map(UserId::new),
        row.getString("payload"),
        Sql.instant(row, "at"));
  }

  private static Set<UserId> users(Long[] ids) {
    return Arrays.stream(ids).map(UserId::new).collect(Collectors.toSet());
  }
}
