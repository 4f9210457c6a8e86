package dev.switchboard.persistence.ingest;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.ingest.ParkedEvent;
import dev.switchboard.application.ingest.ParkedEvents;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.PageBytes;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table {@code parked_event}. */
public final class PostgresParkedEvents implements ParkedEvents {
  private static final String PARK =
      """
      insert into parked_event (id, company_id, platform, account_external_id, inbox_id, element,
        code, detail, attempts, state, received_at, updated_at)
      select * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[],
        ?::text[], ?::text[], ?::integer[], ?::text[], ?::timestamptz[], ?::timestamptz[])
      """;

  private static final String VISIBLE =
      """
      select p.* from parked_event p where p.state = 'parked' and (? or p.company_id = ?
        or p.company_id is null and exists (select from channel_route r
          where r.platform = p.platform and r.external_id = p.account_external_id
          and r.company_id = ?))
      """;

  private static final String NEWEST_FIRST = "order by received_at desc, id desc";

  private static final String LIST =
      PageBytes.cut(
          VISIBLE + NEWEST_FIRST + " offset ? limit ?", "octet_length(element)", NEWEST_FIRST);

  private static final String UPDATE =
      """
      update parked_event set code = ?, detail = ?, attempts = ?, state = ?, updated_at = ?
      where id = ?
      """;

  private final Database database;

  public PostgresParkedEvents(Database database) {
    this.database = database;
  }

  @Override
  public void park(Collection<ParkedEvent> events) {
    var rows = Columns.of(events);
    database.write(
        connection ->
            Sql.update(
                connection,
                PARK,
                rows.longs(ParkedEvent::id),
                rows.longs(e -> e.company().map(CompanyId::value).orElse(null)),
                rows.texts(e -> e.account().map(key -> key.platform().name()).orElse(null)),
                rows.texts(e -> e.account().map(ChannelKey::externalId).orElse(null)),
                rows.longs(ParkedEvent::inboxId),
                rows.texts(ParkedEvent::element),
                rows.texts(ParkedEvent::code),
                rows.texts(ParkedEvent::detail),
                rows.integers(ParkedEvent::attempts),
                rows.texts(e -> lower(e.state())),
                rows.instants(ParkedEvent::receivedAt),
                rows.instants(ParkedEvent::updatedAt)));
  }

  @Override
  public List<ParkedEvent> list(Caller caller, int skip, int limit) {
    var found =
        database.read(
            connection ->
                Sql.list(
                    connection,
                    LIST,
                    PostgresParkedEvents::event,
                    caller.superuser(),
                    caller.company().value(),
                    caller.company().value(),
                    skip,
                    limit));
    return Page.cut(found, limit, ParkedEvent::bytes);
  }

  @Override
  public Optional<ParkedEvent> lock(Caller caller, long id) {
    return database.write(
        connection ->
            Sql.one(
                connection,
                VISIBLE + " and p.id = ? for update of p",
                PostgresParkedEvents::event,
                caller.superuser(),
                caller.company().value(),
                caller.company().value(),
                id));
  }

  @Override
  public void update(ParkedEvent event) {
    database.write(
        connection ->
            Sql.update(
                connection,
                UPDATE,
                event.code(),
                event.detail(),
                event.attempts(),
                lower(event.state()),
                event.updatedAt(),
                event.id()));
  }

  @Override
  public long count() {
    return database
        .read(
            connection ->
                Sql.one(
                    connection,
                    "select count(*) from parked_event where state = 'parked'",
                    row -> row.getLong(1)))
        .orElse(0L);
  }

  private static ParkedEvent event(ResultSet row) throws SQLException {
    return new ParkedEvent(
        row.getLong("id"),
        Optional.ofNullable(Sql.longOrNull(row, "company_id")).map(CompanyId::new),
        account(row.getString("platform"), row.getString("account_external_id")),
        row.getLong("inbox_id"),
        row.getString("element"),
        row.getString("code"),
        row.getString("detail"),
        row.getInt("attempts"),
        ParkedEvent.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Sql.instant(row, "received_at"),
        Sql.instant(row, "updated_at"));
  }

  private static Optional<ChannelKey> account(String platform, String externalId) {
    return platform == null
        ? Optional.empty()
        : Optional.of(new ChannelKey(Platform.valueOf(platform), externalId));
  }

  private static String lower(ParkedEvent.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
