package dev.switchboard.persistence.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Who holds which roles and, through them, may do what: sets of rows, in one statement each. */
final class Holdings {
  private static final String GIVE =
      """
      with taken as (
        delete from user_role where company_id = ? and user_id = ? and role_id <> all (?))
      insert into user_role (company_id, user_id, role_id)
      select ?, ?, w.id from unnest(?) w (id)
      on conflict do nothing
      """;

  private static final String ADMINISTERED =
      """
      select 1 from app_user u
      where u.company_id = ? and u.is_active and (u.is_superuser or (
        select array_agg(p.code) from user_role ur
        join role r on r.company_id = ur.company_id and r.id = ur.role_id
        cross join unnest(r.permissions) p (code)
        where ur.company_id = u.company_id and ur.user_id = u.id) @> ?)
      limit 1
      """;

  private static final String RECEIVERS =
      """
      select distinct u.id from role r
      join user_role ur on ur.company_id = r.company_id and ur.role_id = r.id
      join app_user u on u.company_id = ur.company_id and u.id = ur.user_id
      where r.company_id = ? and ? = any (r.permissions) and u.is_active
      """;

  private static final String HOLDERS =
      "select user_id from user_role where company_id = ? and role_id = ?";

  private Holdings() {}

  static int give(Connection connection, CompanyId company, UserId user, Collection<RoleId> roles)
      throws SQLException {
    var ids = roles.stream().map(RoleId::value).toArray(Long[]::new);
    return Sql.update(
        connection, GIVE, company.value(), user.value(), ids, company.value(), user.value(), ids);
  }

  static boolean administered(Connection connection, CompanyId company) throws SQLException {
    var needed = new String[] {Permission.USER_MANAGE.code(), Permission.ROLE_MANAGE.code()};
    return Sql.one(connection, ADMINISTERED, row -> row.getInt(1), company.value(), needed)
        .isPresent();
  }

  static Set<UserId> receivers(Connection connection, CompanyId company) throws SQLException {
    return users(connection, RECEIVERS, company.value(), Permission.CHAT_RECEIVE.code());
  }

  static Set<UserId> holders(Connection connection, CompanyId company, RoleId role)
      throws SQLException {
    return users(connection, HOLDERS, company.value(), role.value());
  }

  private static Set<UserId> users(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return new HashSet<>(Sql.list(connection, sql, row -> new UserId(row.getLong(1)), parameters));
  }
}
