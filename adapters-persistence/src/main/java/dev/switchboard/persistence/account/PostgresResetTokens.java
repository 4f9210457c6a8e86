package dev.switchboard.persistence.account;

import dev.switchboard.application.account.ResetTokens;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.ResetToken;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Hashes of tokens for a new password in PostgreSQL; each operation is one statement. */
public final class PostgresResetTokens implements ResetTokens {
  private final Database database;

  public PostgresResetTokens(Database database) {
    this.database = database;
  }

  @Override
  public void replace(ResetToken token) {
    database.write(
        token.company(),
        connection ->
            Sql.update(
                connection,
                """
                insert into password_reset
                  (company_id, user_id, token_hash, bound_to, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (company_id, user_id) do update set
                  token_hash = excluded.token_hash, bound_to = excluded.bound_to,
                  created_at = excluded.created_at, expires_at = excluded.expires_at
                """,
                token.company().value(),
                token.user().value(),
                token.hash().bytes(),
                token.boundTo().bytes(),
                token.createdAt(),
                token.expiresAt()));
  }

  @Override
  public Optional<ResetToken> find(CompanyId company, TokenHash hash) {
    return database.read(
        company,
        connection ->
            Sql.one(
                connection,
                "select * from password_reset where company_id = ? and token_hash = ?",
                PostgresResetTokens::toDomain,
                company.value(),
                hash.bytes()));
  }

  @Override
  public void revoke(CompanyId company, UserId user) {
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                "delete from password_reset where company_id = ? and user_id = ?",
                company.value(),
                user.value()));
  }

  @Override
  public Optional<ResetToken> take(CompanyId company, TokenHash hash) {
    return database.write(
        company,
        connection ->
            Sql.one(
                connection,
                "delete from password_reset where company_id = ? and token_hash = ? returning *",
                PostgresResetTokens::toDomain,
                company.value(),
                hash.bytes()));
  }

  private static ResetToken toDomain(ResultSet row) throws SQLException {
    return new ResetToken(
        new CompanyId(row.getLong("company_id")),
        new UserId(row.getLong("user_id")),
        TokenHash.of(row.getBytes("token_hash")),
        TokenHash.of(row.getBytes("bound_to")),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "expires_at"));
  }
}
