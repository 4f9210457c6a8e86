package dev.switchboard.persistence.ingest;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.ingest.EarlyEffect;
import dev.switchboard.application.ingest.EarlyEffects;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The table {@code early_effect}. */
public final class PostgresEarlyEffects implements EarlyEffects {
  private static final Comparator<EarlyEffect> BY_TIME =
      Comparator.comparing(EarlyEffect::at).thenComparing(EarlyEffect::id);

  private static final String KEEP =
      """
      insert into early_effect
        (company_id, id, channel_account_id, external_id, element, at, created_at)
      select x.*, ? from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
        ?::timestamptz[]) as x (company_id, id, channel_account_id, external_id, element, at)
      where not exists (
        select from early_effect e
        where e.company_id = x.company_id and e.channel_account_id = x.channel_account_id
          and e.external_id = x.external_id and e.element = x.element
          and e.at = x.at)
      """;

  private static final String RETURNING =
      " returning e.company_id, e.id, e.channel_account_id, e.external_id, e.element, e.at";

  private static final String TAKE =
      """
      delete from early_effect e using unnest(?::bigint[], ?::bigint[], ?::text[])
        as r (company_id, channel_account_id, external_id)
      where e.company_id = r.company_id and e.channel_account_id = r.channel_account_id
        and e.external_id = r.external_id
      """
          + RETURNING;

  // lateral and limited: the plan may not turn it round and read all messages
  private static final String TAKE_RIPE =
      """
      delete from early_effect e where (e.company_id, e.id) in (
        with ripe as (
          select w.company_id, w.id, w.created_at, octet_length(w.element) as size
          from early_effect w cross join lateral (
            (select from message m
              where m.company_id = w.company_id and m.channel_account_id = w.channel_account_id
                and m.external_id = w.external_id
                and m.status not in ('queued', 'sending', 'ambiguous'))
            union all
            (select from outbox o join message m
              on m.company_id = o.company_id and m.id = o.subject_id
                and m.channel_account_id = w.channel_account_id
              where o.company_id = w.company_id and o.external_id = w.external_id
                and m.status in ('sent', 'delivered', 'read'))
            limit 1) as here
          where w.created_at >= ? and w.created_at < ?
          order by w.created_at, w.id limit ? for update of w skip locked),
        fitting as (
          select company_id, id, sum(size) over (order by created_at, id) - size as ahead from ripe)
        select company_id, id from fitting where ahead < ?)
      """
          + RETURNING;

  private static final String WINDOW =
      """
      select created_at from early_effect where created_at > ?
      order by created_at offset ? limit 1""";

  private final Database database;

  public PostgresEarlyEffects(Database database) {
    this.database = database;
  }

  @Override
  public void keep(Collection<EarlyEffect> effects, Instant now) {
    var rows = Columns.of(effects);
    database.write(
        connection ->
            Sql.update(
                connection,
                KEEP,
                now,
                rows.longs(e -> e.message().company().value()),
                rows.longs(EarlyEffect::id),
                rows.longs(e -> e.message().channel().value()),
                rows.texts(e -> e.message().externalId()),
                rows.texts(EarlyEffect::element),
                rows.instants(EarlyEffect::at)));
  }

  @Override
  public List<EarlyEffect> take(Collection<ExternalRef> messages) {
    var rows = Columns.of(messages);
    return sorted(
        TAKE,
        rows.longs(r -> r.company().value()),
        rows.longs(r -> r.channel().value()),
        rows.texts(ExternalRef::externalId));
  }

  @Override
  public List<EarlyEffect> takeRipe(Window window, int limit, long bytes) {
    return sorted(TAKE_RIPE, window.from(), window.until(), limit, bytes);
  }

  @Override
  public Window window(Instant from, int most) {
    var until =
        database.write(
            connection ->
                Sql.one(connection, WINDOW, row -> Sql.instant(row, "created_at"), from, most));
    return new Window(from, until.orElse(END));
  }

  private List<EarlyEffect> sorted(String sql, Object... parameters) {
    return database
        .write(connection -> Sql.list(connection, sql, PostgresEarlyEffects::effect, parameters))
        .stream()
        .sorted(BY_TIME)
        .toList();
  }

  private static EarlyEffect effect(ResultSet row) throws SQLException {
    return new EarlyEffect(
        row.getLong("id"),
        new ExternalRef(
            new CompanyId(row.getLong("company_id")),
            new ChannelAccountId(row.getLong("channel_account_id")),
            row.getString("external_id")),
        row.getString("element"),
        Sql.instant(row, "at"));
  }

  @Override
  public void forget(Instant moment) {
    database.write(
        connection ->
            Sql.update(connection, "delete from early_effect where created_at < ?", moment));
  }
}
