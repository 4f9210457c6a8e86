package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Sessions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.RowKey;
import dev.switchboard.persistence.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sessions as rows; ending some tells which they were, and that only a native statement can. */
public final class HibernateSessions implements Sessions {
  private final Database database;

  public HibernateSessions(Database database) {
    this.database = database;
  }

  @Override
  public void add(Session session) {
    database.session().insert(SessionRow.of(session));
  }

  @Override
  public Optional<Session> find(CompanyId company, SessionId id) {
    var key = RowKey.of(company, id.value());
    return Optional.ofNullable(database.readSession(session -> session.get(SessionRow.class, key)))
        .map(SessionRow::toDomain);
  }

  @Override
  public void seen(CompanyId company, SessionId id, Instant at) {
    database
        .session()
        .createMutationQuery("update SessionRow s set s.lastSeenAt = :at where s.key = :key")
        .setParameter("at", at)
        .setParameter("key", RowKey.of(company, id.value()))
        .executeUpdate();
  }

  @Override
  public boolean end(CompanyId company, SessionId id, Session.End why, Instant at) {
    return !end("id = ?", why, at, company.value(), id.value()).isEmpty();
  }

  @Override
  public List<SessionId> endAll(CompanyId company, UserId user, Session.End why, Instant at) {
    return end("user_id = ?", why, at, company.value(), user.value());
  }

  private List<SessionId> end(
      String which, Session.End why, Instant at, long company, long parameter) {
    return database.write(
        connection ->
            Sql.list(
                connection,
                "update session set revoked_at = ?, revoked_reason = ?"
                    + " where company_id = ? and "
                    + which
                    + " and revoked_at is null returning id",
                row -> new SessionId(row.getLong(1)),
                at,
                why.name().toLowerCase(Locale.ROOT),
                company,
                parameter));
  }
}
