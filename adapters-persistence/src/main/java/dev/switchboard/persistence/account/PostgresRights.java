package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Caller.Standing;
import dev.switchboard.application.account.Rights;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An advisory lock for each company, shared by whoever acts and alone for whoever changes rights:
 * it writes no row, so acting costs nothing but one round trip. The look is a statement of its own
 * after the lock, for under READ COMMITTED only that sees what the holder before committed.
 */
public final class PostgresRights implements Rights {
  private static final int LOCKS =
      7_101; // the first half of these locks' keys, used for nothing else

  private static final String SHARED = "select pg_advisory_xact_lock_shared(?, ?)";
  private static final String ALONE = "select pg_advisory_xact_lock(?, ?)";

  private static final String STANDING =
      """
      select u.id, u.is_superuser, array(
        select p.code from user_role ur
        join role r on r.company_id = ur.company_id and r.id = ur.role_id
        cross join unnest(r.permissions) p (code)
        where ur.company_id = u.company_id and ur.user_id = u.id) as permissions
      from unnest((select ?::bigint[])) wanted (id)
      cross join lateral (
        select * from app_user where company_id = ? and id = wanted.id and is_active limit 1) u
      """;

  private final Database database;

  public PostgresRights(Database database) {
    this.database = database;
  }

  @Override
  public Map<UserId, Standing> hold(CompanyId company, Collection<UserId> users) {
    return database.write(
        company,
        connection ->
            byUser(
                Sql.second(
                    connection,
                    SHARED + "; " + STANDING,
                    PostgresRights::standing,
                    LOCKS,
                    Long.hashCode(company.value()),
                    ids(users),
                    company.value())));
  }

  private static Map<UserId, Standing> byUser(List<Map.Entry<UserId, Standing>> found) {
    return found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Long[] ids(Collection<UserId> users) {
    return users.stream().map(UserId::value).toArray(Long[]::new);
  }

  /** Two locks at most, the smaller company first, so that two superusers do not cross. */
  @Override
  public Caller change(Caller by, CompanyId company) {
    return database.write(
        by.company(),
        connection -> {
          var own = by.company();
          if (own.value() < company.value()) {
            lock(connection, SHARED, own);
          }
          lock(connection, ALONE, company);
          if (own.value() > company.value()) {
            lock(connection, SHARED, own);
          }
          return by.asOf(standing(connection, by));
        });
  }

  private static void lock(Connection connection, String lock, CompanyId company)
      throws SQLException {
    Sql.one(connection, lock, row -> row.getString(1), LOCKS, Long.hashCode(company.value()));
  }

  private static Optional<Standing> standing(Connection connection, Caller caller)
      throws SQLException {
    return Sql.one(
            connection,
            STANDING,
            PostgresRights::standing,
            ids(List.of(caller.user())),
            caller.company().value())
        .map(Map.Entry::getValue);
  }

  private static Map.Entry<UserId, Standing> standing(ResultSet row) throws SQLException {
    var superuser = row.getBoolean("is_superuser");
    return Map.entry(
        new UserId(row.getLong("id")),
        new Standing(
            superuser,
            superuser
                ? Set.of(Permission.values())
                : RoleRow.permissions((String[]) row.getArray("permissions").getArray())));
  }
}
