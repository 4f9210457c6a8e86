package dev.switchboard.persistence.account;

import dev.switchboard.application.Contention;
import dev.switchboard.application.account.Users;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.Unique;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Failures;
import dev.switchboard.persistence.RowKey;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.SelectionQuery;

/** Users as rows; the directory of their names is {@link LoginNames}. */
public final class HibernateUsers implements Users {
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
          + "cast(sql('? = any(?)', :permission, r.permissions) as Boolean) = true)) ";

  private final Database database;

  public HibernateUsers(Database database) {
    this.database = database;
  }

  @Override
  public Optional<User> find(CompanyId company, UserId id) {
    return database
        .readSession(session -> byKey(session, company, id).uniqueResultOptional())
        .map(UserRow.WithRoles::toDomain);
  }

  @Override
  public Optional<User> lock(CompanyId company, UserId id) {
    return byKey(database.session(), company, id)
        .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
        .uniqueResultOptional()
        .map(UserRow.WithRoles::toDomain);
  }

  private static SelectionQuery<UserRow.WithRoles> byKey(
      StatelessSession session, CompanyId company, UserId id) {
    return session
        .createSelectionQuery(BY_KEY, UserRow.WithRoles.class)
        .setParameter("key", RowKey.of(company, id.value()));
  }

  @Override
  public List<User> page(CompanyId company, Filter filter, int skip, int limit) {
    return database
        .readSession(
            session ->
                matching(
                        session.createSelectionQuery(
                            SELECT + MATCHING + "order by u.createdAt desc, u.key.id desc",
                            UserRow.WithRoles.class),
                        company,
                        filter)
                    .setFirstResult(skip)
                    .setMaxResults(limit)
                    .getResultList())
        .stream()
        .map(UserRow.WithRoles::toDomain)
        .toList();
  }

  @Override
  public long count(CompanyId company, Filter filter) {
    return database.readSession(
        session ->
            matching(
                    session.createSelectionQuery(
                        "select count(*) from UserRow u " + MATCHING, Long.class),
                    company,
                    filter)
                .getSingleResult());
  }

  private static <T> SelectionQuery<T> matching(
      SelectionQuery<T> query, CompanyId company, Filter filter) {
    return query
        .setParameter("company", company.value())
        .setParameter("anyState", !filter.activeOnly())
        .setParameter("anyRole", !filter.agentsOnly())
        .setParameter("permission", Permission.CHAT_RECEIVE.code());
  }

  @Override
  public Optional<Credentials> credentials(List<LoginName> meant) {
    return database.read(connection -> LoginNames.credentials(connection, meant));
  }

  @Override
  public boolean taken(LoginName name) {
    return credentials(List.of(name)).isPresent();
  }

  @Override
  public void add(User user, PasswordHash password) {
    insert(user, password);
    database.write(
        connection -> {
          LoginNames.take(connection, user);
          return user;
        });
    database.session().insertMultiple(UserRoleRow.of(user));
  }

  private void insert(User user, PasswordHash password) {
    try {
      database.session().insert(UserRow.of(user, password));
    } catch (ConstraintViolationException e) {
      if (Failures.duplicate(e)) {
        throw Unique.EMPLOYEE_ID.taken(); // the only unique thing of the row but its new id
      }
      throw e;
    }
  }

  @Override
  public void update(User user) {
    try {
      database.session().update(UserRow.of(user));
    } catch (StaleStateException e) {
      throw new Contention(e);
    }
  }

  @Override
  public void rehash(Credentials known, PasswordHash newHash) {
    database
        .session()
        .createMutationQuery(
            "update UserRow u set u.passwordHash = :new"
                + " where u.key = :key and u.passwordHash = :known")
        .setParameter("new", newHash.value())
        .setParameter("key", RowKey.of(known.company(), known.user().value()))
        .setParameter("known", known.password().value())
        .executeUpdate();
  }

  @Override
  public boolean administeredWithout(CompanyId company, UserId leaving) {
    var session = database.session();
    // its own statement: the next one must see what the one before us committed
    session.get(CompanyRow.class, company.value(), LockMode.PESSIMISTIC_WRITE);
    return session
            .createSelectionQuery(
                "select count(*) from UserRow u where u.key.companyId = :company"
                    + " and u.key.id <> :leaving and u.active = true and (u.superuser = true or "
                    + HAS_ROLE
                    + "r.slug = :admin))",
                Long.class)
            .setParameter("company", company.value())
            .setParameter("leaving", leaving.value())
            .setParameter("admin", SystemRole.COMPANY_ADMIN.slug())
            .getSingleResult()
        > 0;
  }
}
