package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Callers;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Callers in one statement, for every request passes here. The sessions are in a subselect, so that
 * the planner knows no more of them this time than any other time, and keeps its plan.
 */
public final class PostgresCallers implements Callers {
  private static final String FIND =
      """
      select u.company_id, u.id, s.id as session_id, u.is_active, u.is_superuser,
        coalesce(u.full_name, u.username) as name, coalesce(u.email, '') as email,
        s.revoked_at is null as alive,
        array(
          select p.code from user_role ur
          join role r on r.company_id = ur.company_id and r.id = ur.role_id
          cross join unnest(r.permissions) p (code)
          where ur.company_id = u.company_id and ur.user_id = u.id
        ) as permissions
      from unnest((select ?::bigint[])) wanted (id)
      cross join lateral (
        select * from session where company_id = ? and id = wanted.id and expires_at > ? limit 1) s
      cross join lateral (
        select * from app_user where company_id = s.company_id and id = s.user_id limit 1) u
      """;

  private final Database database;

  public PostgresCallers(Database database) {
    this.database = database;
  }

  @Override
  public Map<SessionId, Found> find(
      CompanyId company, Collection<SessionId> sessions, Instant now) {
    var all = new HashMap<SessionId, Found>();
    database.read(
        company,
        connection ->
            Sql.list(
                connection,
                FIND,
                row -> all.put(new SessionId(row.getLong("session_id")), found(row)),
                sessions.stream().map(SessionId::value).toArray(Long[]::new),
                company.value(),
                now));
    return all;
  }

  private static Found found(ResultSet row) throws SQLException {
    if (!row.getBoolean("is_active")) {
      return new Found.Disabled();
    }
    return row.getBoolean("alive") ? new Found.Known(caller(row)) : new Found.Unknown();
  }

  private static Caller caller(ResultSet row) throws SQLException {
    var superuser = row.getBoolean("is_superuser");
    return new Caller(
        new CompanyId(row.getLong("company_id")),
        new UserId(row.getLong("id")),
        new SessionId(row.getLong("session_id")),
        row.getString("name"),
        row.getString("email"),
        superuser,
        superuser ? Set.of(Permission.values()) : permissions(row));
  }

  private static Set<Permission> permissions(ResultSet row) throws SQLException {
    return RoleRow.permissions((String[]) row.getArray("permissions").getArray());
  }
}
