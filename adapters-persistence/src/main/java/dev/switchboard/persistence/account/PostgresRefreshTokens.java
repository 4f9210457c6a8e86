package dev.switchboard.persistence.account;

import dev.switchboard.application.account.RefreshTokens;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.RefreshToken;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Hashes of refresh tokens in PostgreSQL. */
public final class PostgresRefreshTokens implements RefreshTokens {
  private final Database database;

  public PostgresRefreshTokens(Database database) {
    this.database = database;
  }

  @Override
  public void add(RefreshToken token) {
    database.write(
        token.company(),
        connection ->
            Sql.update(
                connection,
                """
                insert into refresh_token
                  (company_id, token_hash, session_id, issued_at, expires_at, used_at)
                values (?, ?, ?, ?, ?, ?)
                """,
                token.company().value(),
                token.hash().bytes(),
                token.session().value(),
                token.issuedAt(),
                token.expiresAt(),
                token.usedAt().orElse(null)));
  }

  @Override
  public Optional<RefreshToken> find(CompanyId company, TokenHash hash) {
    return byHash(company, hash, "");
  }

  @Override
  public Optional<RefreshToken> lock(CompanyId company, TokenHash hash) {
    return byHash(company, hash, " for no key update");
  }

  private Optional<RefreshToken> byHash(CompanyId company, TokenHash hash, String lock) {
    return database.write(
        company,
        connection ->
            Sql.one(
                connection,
                "select * from refresh_token where company_id = ? and token_hash = ?" + lock,
                PostgresRefreshTokens::toDomain,
                company.value(),
                hash.bytes()));
  }

  @Override
  public void used(CompanyId company, TokenHash hash, Instant at) {
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                "update refresh_token set used_at = ?"
                    + " where company_id = ? and token_hash = ? and used_at is null",
                at,
                company.value(),
                hash.bytes()));
  }

  @Override
  public void forget(CompanyId company, SessionId session, int most) {
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                """
                delete from refresh_token
                where company_id = ? and token_hash in (
                  select token_hash from refresh_token
                  where company_id = ? and session_id = ? and used_at is not null
                  order by issued_at desc, token_hash offset ?)
                """,
                company.value(),
                company.value(),
                session.value(),
                most));
  }

  private static RefreshToken toDomain(ResultSet row) throws SQLException {
    return new RefreshToken(
        new CompanyId(row.getLong("company_id")),
        TokenHash.of(row.getBytes("token_hash")),
        new SessionId(row.getLong("session_id")),
        Sql.instant(row, "issued_at"),
        Sql.instant(row, "expires_at"),
        Optional.ofNullable(Sql.instant(row, "used_at")));
  }
}
