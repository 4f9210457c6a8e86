package dev.switchboard.persistence.ingest;

import dev.switchboard.application.ingest.ChannelEvent;
import dev.switchboard.application.ingest.ChannelEvents;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The table {@code channel_event}. */
public final class PostgresChannelEvents implements ChannelEvents {
  private static final String ADD =
      """
      insert into channel_event
        (company_id, id, channel_account_id, field, digest, element, at, created_at)
      select x.*, ? from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
        ?::text[], ?::timestamptz[]) as x
      on conflict (company_id, channel_account_id, digest) do nothing
      """;

  private static final String OF =
      """
      select id, field, digest, element, at from channel_event
      where company_id = ? and channel_account_id = ? order by at desc, id desc limit ?
      """;

  private final Database database;

  public PostgresChannelEvents(Database database) {
    this.database = database;
  }

  @Override
  public void add(Collection<ChannelEvent> events, Instant now) {
    var rows = Columns.of(events);
    database.write(
        rows.companies(ChannelEvent::company),
        connection ->
            Sql.update(
                connection,
                ADD,
                now,
                rows.longs(e -> e.company().value()),
                rows.longs(ChannelEvent::id),
                rows.longs(e -> e.channel().value()),
                rows.texts(ChannelEvent::field),
                rows.texts(ChannelEvent::digest),
                rows.texts(ChannelEvent::element),
                rows.instants(ChannelEvent::at)));
  }

  @Override
  public List<ChannelEvent> of(CompanyId company, ChannelAccountId channel, int limit) {
    return database.read(
        company,
        connection ->
            Sql.list(
                connection,
                OF,
                row ->
                    new ChannelEvent(
                        company,
                        row.getLong("id"),
                        channel,
                        row.getString("field"),
                        row.getString("digest"),
                        row.getString("element"),
                        Sql.instant(row, "at")),
                company.value(),
                channel.value(),
                limit));
  }
}
