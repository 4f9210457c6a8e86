package dev.switchboard.persistence.account;

import dev.switchboard.application.Contention;
import dev.switchboard.application.account.Users;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.Unique;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Failures;
import dev.switchboard.persistence.RowKey;
import dev.switchboard.persistence.Sql;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.LockMode;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;

/** Users as rows; the directory of their names is {@link LoginNames}. */
public final class HibernateUsers implements Users {
  private final Database database;

  public HibernateUsers(Database database) {
    this.database = database;
  }

  @Override
  public Optional<User> find(CompanyId company, UserId id) {
    return database
        .readSession(
            company, session -> UserQueries.one(session, company, id).uniqueResultOptional())
        .map(UserRow.WithRoles::toDomain);
  }

  @Override
  public Optional<User> lock(CompanyId company, UserId id) {
    return UserQueries.one(database.session(company), company, id)
        .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
        .uniqueResultOptional()
        .map(UserRow.WithRoles::toDomain);
  }

  @Override
  public List<User> page(CompanyId company, Filter filter, int skip, int limit) {
    return database
        .readSession(
            company,
            session ->
                UserQueries.matching(session, company, filter)
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
        company, session -> UserQueries.number(session, company, filter).getSingleResult());
  }

  @Override
  public Optional<Credentials> credentials(List<LoginName> meant) {
    return database.read(connection -> LoginNames.credentials(connection, meant));
  }

  @Override
  public Optional<Credentials> credentials(CompanyId company, UserId id) {
    return database
        .readSession(
            company,
            session ->
                session
                    .createSelectionQuery(
                        "select u.passwordHash from UserRow u where u.key = :key", String.class)
                    .setParameter("key", RowKey.of(company, id.value()))
                    .uniqueResultOptional())
        .map(hash -> new Credentials(company, id, new PasswordHash(hash)));
  }

  @Override
  public boolean taken(LoginName name) {
    return credentials(List.of(name)).isPresent();
  }

  @Override
  public void add(User user, PasswordHash password) {
    insert(user, password);
    database.write(
        user.company(),
        connection -> {
          LoginNames.take(connection, user);
          return user;
        });
    giveFirst(user);
  }

  private void giveFirst(User user) {
    try {
      database.session(user.company()).insertMultiple(UserRoleRow.of(user));
    } catch (ConstraintViolationException e) {
      throw Failures.dangling(e) ? new Contention(e) : e; // the role was just deleted
    }
  }

  private void insert(User user, PasswordHash password) {
    try {
      database.session(user.company()).insert(UserRow.of(user, password));
    } catch (ConstraintViolationException e) {
      if (Failures.duplicate(e)) {
        throw Unique.EMPLOYEE_ID.taken(); // the only unique thing of the row but its new id
      }
      throw Failures.dangling(e) ? new Contention(e) : e; // the company was just removed
    }
  }

  @Override
  public User update(User user) {
    var row = UserRow.of(user);
    try {
      database.session(user.company()).update(row);
      return user.atRevision(row.revision);
    } catch (StaleStateException e) {
      throw new Contention(e);
    }
  }

  @Override
  public User rename(User user) {
    var stored = update(user);
    database
        .session(user.company())
        .createMutationQuery(
            "update UserRow u set u.username = :username, u.email = :email,"
                + " u.phoneNumber = :phone where u.key = :key")
        .setParameter("username", user.username().value())
        .setParameter("email", user.email().map(Object::toString).orElse(null))
        .setParameter("phone", user.phoneNumber().map(Object::toString).orElse(null))
        .setParameter("key", RowKey.of(user.company(), user.id().value()))
        .executeUpdate();
    return database.write(
        user.company(),
        connection -> {
          LoginNames.replace(connection, user);
          return stored;
        });
  }

  @Override
  public void setPassword(CompanyId company, UserId id, PasswordHash password) {
    database
        .session(company)
        .createMutationQuery("update UserRow u set u.passwordHash = :new where u.key = :key")
        .setParameter("new", password.value())
        .setParameter("key", RowKey.of(company, id.value()))
        .executeUpdate();
  }

  @Override
  public boolean rehash(Credentials known, PasswordHash newHash) {
    return database
            .session(known.company())
            .createMutationQuery(
                "update UserRow u set u.passwordHash = :new"
                    + " where u.key = :key and u.passwordHash = :known")
            .setParameter("new", newHash.value())
            .setParameter("key", RowKey.of(known.company(), known.user().value()))
            .setParameter("known", known.password().value())
            .executeUpdate()
        > 0;
  }

  @Override
  public void giveRoles(CompanyId company, UserId id, Set<RoleId> roles) {
    database.write(company, connection -> Holdings.give(connection, company, id, roles));
  }

  @Override
  public void remove(CompanyId company, UserId id) {
    database
        .session(company)
        .createMutationQuery("delete from UserRow u where u.key = :key")
        .setParameter("key", RowKey.of(company, id.value()))
        .executeUpdate();
  }

  @Override
  public boolean administered(CompanyId company) {
    return database.read(company, connection -> Holdings.administered(connection, company));
  }

  @Override
  public Set<UserId> receivers(CompanyId company) {
    return database.read(company, connection -> Holdings.receivers(connection, company));
  }

  @Override
  public Set<UserId> holders(CompanyId company, RoleId role) {
    return database.read(company, connection -> Holdings.holders(connection, company, role));
  }

  @Override
  public Optional<CompanyId> companyOf(UserId id) {
    return database.read(connection -> LoginNames.companyOf(connection, id));
  }

  @Override
  public boolean anySuperuser() {
    return database
        .read(connection -> Sql.one(connection, "select any_superuser()", r -> r.getBoolean(1)))
        .orElseThrow();
  }
}
