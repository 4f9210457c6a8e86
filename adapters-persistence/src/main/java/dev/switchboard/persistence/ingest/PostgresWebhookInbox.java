package dev.switchboard.persistence.ingest;

import dev.switchboard.application.ingest.RawPost;
import dev.switchboard.application.ingest.WebhookInbox;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table {@code webhook_inbox}; bodies are kept as the bytes they were. */
public final class PostgresWebhookInbox implements WebhookInbox {
  // an autocommit statement of its own: durable without a second round trip
  private static final String APPEND =
      """
      insert into webhook_inbox (id, source, body, received_at)
      select * from unnest(?::bigint[], ?::text[], ?::bytea[], ?::timestamptz[])
      """;

  // sizes first, so that no more bodies are read than the caller can hold: until the last line a
  // long one is but the place where it stands
  private static final String CLAIM =
      """
      with claimed as (
        select id, source, body, received_at, octet_length(body) as size from webhook_inbox
        where processed_at is null order by id limit ? for update skip locked),
      fitting as (
        select id, source, body, received_at, sum(size) over (order by id) - size as ahead
        from claimed)
      select id, source, body, received_at from fitting where ahead < ? order by id
      """;

  // between: of all days' partitions only those that it is about are opened
  private static final String PROCESSED =
      """
      update webhook_inbox i set processed_at = ?
      from unnest(?::bigint[], ?::timestamptz[]) as p (id, received_at)
      where i.id = p.id and i.received_at = p.received_at and i.received_at between ? and ?
      """;

  private final Database database;

  public PostgresWebhookInbox(Database database) {
    this.database = database;
  }

  @Override
  public void append(List<RawPost> posts) {
    var rows = Columns.of(posts);
    database.read(
        connection ->
            Sql.update(
                connection,
                APPEND,
                rows.longs(RawPost::id),
                rows.texts(RawPost::source),
                posts.stream().map(RawPost::body).toArray(byte[][]::new),
                rows.instants(RawPost::receivedAt)));
  }

  @Override
  public List<RawPost> claim(int limit, long bytes) {
    return database.write(
        connection -> Sql.list(connection, CLAIM, PostgresWebhookInbox::post, limit, bytes));
  }

  private static RawPost post(ResultSet row) throws SQLException {
    return new RawPost(
        row.getLong("id"),
        row.getString("source"),
        row.getBytes("body"),
        Sql.instant(row, "received_at"));
  }

  @Override
  public void processed(Collection<RawPost> posts, Instant at) {
    if (posts.isEmpty()) {
      return;
    }
    var rows = Columns.of(posts);
    var days = posts.stream().map(RawPost::receivedAt).sorted().toList();
    database.writeLater(
        List.of(), // a post is no company's
        PROCESSED,
        _ -> null,
        at,
        rows.longs(RawPost::id),
        rows.instants(RawPost::receivedAt),
        days.getFirst(),
        days.getLast());
  }

  @Override
  public Optional<Instant> oldestPending() {
    return database.read(
        connection ->
            Sql.one(
                connection,
                "select received_at from webhook_inbox where processed_at is null order by id"
                    + " limit 1",
                row -> Sql.instant(row, "received_at")));
  }
}
