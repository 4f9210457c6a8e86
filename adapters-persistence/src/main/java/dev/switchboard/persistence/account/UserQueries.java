package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Users.Filter;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.RowKey;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** Users with their roles, in one round trip. */
final class UserQueries {
  private static final String SELECT =
      """
      select u, (
        select array_agg(ur.key.roleId) within group (order by ur.key.roleId)
        from UserRoleRow ur
        where ur.key.companyId = u.key.companyId and ur.key.userId = u.key.id)
      from UserRow u
      """;
  private static final String BY_KEY = SELECT + "where u.key = :key";
  // the holders first, and then who they are: a walk along all users would look for roles at each;
  // role by role (offset), for what a company has on average says nothing of a large one.
  // sql(): array_contains would compare text[] with varchar[], which PostgreSQL does not
  private static final String HOLDS =
      """
      and cast(sql('? = any(array(
        select ur.user_id from role r
        cross join lateral (
          select user_id from user_role h
          where h.company_id = r.company_id and h.role_id = r.id offset 0) ur
        where r.company_id = ? and %s))', u.key.id, :company, %s) as Boolean) = true
      """;
  private static final String MAY = HOLDS.formatted("? = any(r.permissions)", ":permission");
  private static final String IS = HOLDS.formatted("r.slug = ?", ":slug");

  private UserQueries() {}

  static SelectionQuery<UserRow.WithRoles> one(
      StatelessSession session, CompanyId company, UserId id) {
    return session
        .createSelectionQuery(BY_KEY, UserRow.WithRoles.class)
        .setParameter("key", RowKey.of(company, id.value()));
  }

  /** The newest first. */
  static SelectionQuery<UserRow.WithRoles> matching(
      StatelessSession session, CompanyId company, Filter filter) {
    return filtered(
        session.createSelectionQuery(
            SELECT + where(filter) + "order by u.createdAt desc, u.key.id desc",
            UserRow.WithRoles.class),
        company,
        filter);
  }

  static SelectionQuery<Long> number(StatelessSession session, CompanyId company, Filter filter) {
    return filtered(
        session.createSelectionQuery("select count(*) from UserRow u " + where(filter), Long.class),
        company,
        filter);
  }

  /** What is not asked for is left out: one plan serves all values of a parameter. */
  private static String where(Filter filter) {
    return "where u.key.companyId = :company "
        + (filter.activeOnly() ? "and u.active = true " : "")
        + (filter.agentsOnly() ? MAY : "")
        + (filter.role().isPresent() ? IS : "");
  }

  private static <T> SelectionQuery<T> filtered(
      SelectionQuery<T> query, CompanyId company, Filter filter) {
    query.setParameter("company", company.value());
    if (filter.agentsOnly()) {
      query.setParameter("permission", Permission.CHAT_RECEIVE.code());
    }
    filter.role().ifPresent(slug -> query.setParameter("slug", slug));
    return query;
  }
}
