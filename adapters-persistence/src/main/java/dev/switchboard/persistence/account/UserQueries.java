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
  private static final String HAS_ROLE =
      """
      exists (
        select 1 from UserRoleRow ur
        join RoleRow r on r.key.companyId = ur.key.companyId and r.key.id = ur.key.roleId
        where ur.key.companyId = u.key.companyId and ur.key.userId = u.key.id and\s""";
  // sql(): array_contains would compare text[] with varchar[], which PostgreSQL does not
  private static final String MATCHING =
      "where u.key.companyId = :company and (:anyState = true or u.active = true)"
          + " and (:anyRole = true or "
          + HAS_ROLE
          + "cast(sql('? = any(?)', :permission, r.permissions) as Boolean) = true))"
          + " and (:anySlug = true or "
          + HAS_ROLE
          + "r.slug = :slug)) ";

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
            SELECT + MATCHING + "order by u.createdAt desc, u.key.id desc",
            UserRow.WithRoles.class),
        company,
        filter);
  }

  static SelectionQuery<Long> number(StatelessSession session, CompanyId company, Filter filter) {
    return filtered(
        session.createSelectionQuery("select count(*) from UserRow u " + MATCHING, Long.class),
        company,
        filter);
  }

  private static <T> SelectionQuery<T> filtered(
      SelectionQuery<T> query, CompanyId company, Filter filter) {
    return query
        .setParameter("company", company.value())
        .setParameter("anyState", !filter.activeOnly())
        .setParameter("anyRole", !filter.agentsOnly())
        .setParameter("permission", Permission.CHAT_RECEIVE.code())
        .setParameter("anySlug", filter.role().isEmpty())
        .setParameter("slug", filter.role().orElse(""));
  }
}
