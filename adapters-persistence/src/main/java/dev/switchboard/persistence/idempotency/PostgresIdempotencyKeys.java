package dev.switchboard.persistence.idempotency;

import dev.switchboard.application.idempotency.IdempotencyKeys;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is at work under a key holds an advisory lock until the transaction ends, so a node that dies
 * frees its keys. Two keys with one lock number would only see each other as in use.
 */
public final class PostgresIdempotencyKeys implements IdempotencyKeys {
  private static final String CLAIM = "select pg_try_advisory_xact_lock(?)";

  // A statement of its own, after the lock: it must see what the lock's last holder committed.
  private static final String FIND =
      """
      select fingerprint, status, content_type, body, location from idempotency_key
      where company_id = ? and user_id = ? and key_hash = ? and expires_at > ?
      """;

  private static final String KEEP =
      """
      insert into idempotency_key
        (company_id, user_id, key_hash, fingerprint, status, content_type, body, location, expires_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (company_id, user_id, key_hash) do update set
        fingerprint = excluded.fingerprint, status = excluded.status,
        content_type = excluded.content_type, body = excluded.body,
        location = excluded.location, expires_at = excluded.expires_at
      """;

  private static final String FORGET =
      """
      delete from idempotency_key where ctid = any(array(
        select ctid from idempotency_key where expires_at <= ? limit ? for update skip locked))
      """;

  private final Database database;

  public PostgresIdempotencyKeys(Database database) {
    this.database = database;
  }

  @Override
  public Known claim(Scope scope, Instant now) {
    return database.write(scope.company(), connection -> claim(connection, scope, now));
  }

  private static Known claim(Connection connection, Scope scope, Instant now) throws SQLException {
    var lock = ByteBuffer.wrap(digest(scope.company() + " " + scope.user(), scope)).getLong();
    if (!Sql.one(connection, CLAIM, row -> row.getBoolean(1), lock).orElseThrow()) {
      return new Known.InUse();
    }
    return Sql.one(
            connection,
            FIND,
            PostgresIdempotencyKeys::answered,
            scope.company().value(),
            scope.user().value(),
            digest("", scope),
            now)
        .orElseGet(Known.Free::new);
  }

  private static Known answered(ResultSet row) throws SQLException {
    return new Known.Answered(
        row.getBytes("fingerprint"),
        new Answer(
            row.getInt("status"),
            Optional.ofNullable(row.getString("content_type")),
            row.getString("body"),
            Optional.ofNullable(row.getString("location"))));
  }

  @Override
  public void keep(Scope scope, byte[] fingerprint, Answer answer, Instant expiresAt) {
    database.write(
        scope.company(),
        connection ->
            Sql.update(
                connection,
                KEEP,
                scope.company().value(),
                scope.user().value(),
                digest("", scope),
                fingerprint,
                answer.status(),
                answer.contentType().orElse(null),
                answer.body(),
                answer.location().orElse(null),
                expiresAt));
  }

  @Override
  public int forget(Instant now, int limit) {
    return database.read(connection -> Sql.update(connection, FORGET, now, limit));
  }

  /** No part can hold a line break, so that no two scopes run together. */
  private static byte[] digest(String owner, Scope scope) {
    try {
      var text = "idempotency " + owner + "\n" + scope.route() + "\n" + scope.key();
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
