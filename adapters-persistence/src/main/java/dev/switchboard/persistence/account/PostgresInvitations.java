package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Invitations;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Invitation;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invitations in PostgreSQL, by the hash of their token. */
public final class PostgresInvitations implements Invitations {
  private static final String BY_TOKEN =
      "select * from invitation where company_id = ? and token_hash = ?";

  private final Database database;

  public PostgresInvitations(Database database) {
    this.database = database;
  }

  @Override
  public void add(Invitation invitation) {
    database.write(
        invitation.company(),
        connection ->
            Sql.update(
                connection,
                """
                insert into invitation (company_id, id, token_hash, email, email_folded, role_id,
                  invited_by, created_at, expires_at, accepted_at, revoked_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                invitation.company().value(),
                invitation.id(),
                invitation.token().bytes(),
                invitation.email().value(),
                invitation.email().folded(),
                invitation.role().value(),
                invitation.invitedBy().value(),
                invitation.createdAt(),
                invitation.expiresAt(),
                invitation.acceptedAt().orElse(null),
                invitation.revokedAt().orElse(null)));
  }

  @Override
  public Optional<Invitation> find(CompanyId company, TokenHash token) {
    return database.read(
        company,
        connection ->
            Sql.one(
                connection,
                BY_TOKEN,
                PostgresInvitations::invitation,
                company.value(),
                token.bytes()));
  }

  @Override
  public Optional<Invitation> lock(CompanyId company, TokenHash token) {
    return database.write(
        company,
        connection ->
            Sql.one(
                connection,
                BY_TOKEN + " for no key update",
                PostgresInvitations::invitation,
                company.value(),
                token.bytes()));
  }

  @Override
  public List<Invitation> page(CompanyId company, int skip, int limit) {
    return database.read(
        company,
        connection ->
            Sql.list(
                connection,
                "select * from invitation where company_id = ?"
                    + " order by created_at desc, id desc offset ? limit ?",
                PostgresInvitations::invitation,
                company.value(),
                skip,
                limit));
  }

  @Override
  public void accepted(CompanyId company, long id, Instant at) {
    close("accepted_at", company, "id = ?", at, id);
  }

  @Override
  public boolean revoke(CompanyId company, long id, Instant at) {
    return close("revoked_at", company, "id = ?", at, id) > 0;
  }

  @Override
  public int revokeFrom(CompanyId company, UserId inviter, Instant at) {
    return close("revoked_at", company, "invited_by = ?", at, inviter.value());
  }

  @Override
  public void revokeAll(CompanyId company, EmailAddress email, Instant at) {
    close("revoked_at", company, "email_folded = ?", at, email.folded());
  }

  private int close(String how, CompanyId company, String which, Instant at, Object key) {
    return database.write(
        company,
        connection ->
            Sql.update(
                connection,
                "update invitation set %s = ? where company_id = ? and %s".formatted(how, which)
                    + " and accepted_at is null and revoked_at is null",
                at,
                company.value(),
                key));
  }

  private static Invitation invitation(ResultSet row) throws SQLException {
    return new Invitation(
        new CompanyId(row.getLong("company_id")),
        row.getLong("id"),
        TokenHash.of(row.getBytes("token_hash")),
        new EmailAddress(row.getString("email")),
        new RoleId(row.getLong("role_id")),
        new UserId(row.getLong("invited_by")),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "expires_at"),
        Optional.ofNullable(Sql.instant(row, "accepted_at")),
        Optional.ofNullable(Sql.instant(row, "revoked_at")));
  }
}
