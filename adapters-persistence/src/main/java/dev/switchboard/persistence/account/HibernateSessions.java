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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sessions as rows; ending some tells which they were, and that only a native statement can. */
public final class HibernateSessions implements Sessions {
  private final Database database;

  public HibernateSessions(Database database) {
    this.database = database;
  }

  @Override
  public void add(Session session) {
    database.session(session.company()).insert(SessionRow.of(session));
  }

  @Override
  public Optional<Session> find(CompanyId company, SessionId id) {
    var key = RowKey.of(company, id.value());
    return Optional.ofNullable(
            database.readSession(company, session -> session.get(SessionRow.class, key)))
        .map(SessionRow::toDomain);
  }

  @Override
  public List<Session> alive(CompanyId company, UserId user, Instant now) {
    return database
        .readSession(
            company,
            session ->
                session
                    .createSelectionQuery(
                        "from SessionRow s where s.key.companyId = :company and s.userId = :user"
                            + " and s.revokedAt is null and s.expiresAt > :now"
                            + " order by s.createdAt desc, s.key.id desc",
                        SessionRow.class)
                    .setParameter("company", company.value())
                    .setParameter("user", user.value())
                    .setParameter("now", now)
                    .getResultList())
        .stream()
        .map(SessionRow::toDomain)
        .toList();
  }

  @Override
  public void seen(CompanyId company, Map<SessionId, Instant> at) {
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                """
                update session s set last_seen_at = w.at
                from (
                  select s.id, w.at from unnest(?, ?) w (id, at)
                  join session s on s.company_id = ? and s.id = w.id
                  where s.revoked_at is null and s.last_seen_at < w.at
                  for no key update of s skip locked
                ) w
                where s.company_id = ? and s.id = w.id
                """,
                at.keySet().stream().map(SessionId::value).toArray(Long[]::new),
                at.values().toArray(Instant[]::new),
                company.value(),
                company.value()));
  }

  @Override
  public boolean end(CompanyId company, SessionId id, Session.End why, Instant at) {
    return !end("id = ?", why, at, company, id.value()).isEmpty();
  }

  @Override
  public List<SessionId> endAll(CompanyId company, UserId user, Session.End why, Instant at) {
    return end("user_id = ?", why, at, company, user.value());
  }

  @Override
  public List<SessionId> endOthers(
      CompanyId company, UserId user, SessionId kept, Session.End why, Instant at) {
    return end("user_id = ? and id <> ?", why, at, company, user.value(), kept.value());
  }

  @Override
  public List<SessionId> endOldest(CompanyId company, UserId user, int kept, Instant now) {
    return end(
        """
        id in (
          select id from session where company_id = ? and user_id = ?
            and revoked_at is null and expires_at > ?
          order by created_at desc, id desc offset ?)
        """,
        Session.End.EVICTED,
        now,
        company,
        company.value(),
        user.value(),
        now,
        kept);
  }

  private List<SessionId> end(
      String which, Session.End why, Instant at, CompanyId company, Object... parameters) {
    var all =
        new ArrayList<Object>(List.of(at, why.name().toLowerCase(Locale.ROOT), company.value()));
    all.addAll(List.of(parameters));
    return database.write(
        company,
        connection ->
            Sql.list(
                connection,
                "update session set revoked_at = ?, revoked_reason = ?"
                    + " where company_id = ? and "
                    + which
                    + " and revoked_at is null returning id",
                row -> new SessionId(row.getLong(1)),
                all.toArray()));
  }
}
