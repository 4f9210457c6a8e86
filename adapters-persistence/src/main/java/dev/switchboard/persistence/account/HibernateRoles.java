package dev.switchboard.persistence.account;

import dev.switchboard.application.Contention;
import dev.switchboard.application.account.Roles;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Failures;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Roles as rows, read one by one; kept up to date by one native statement for any number. */
public final class HibernateRoles implements Roles {
  private final Database database;

  public HibernateRoles(Database database) {
    this.database = database;
  }

  @Override
  public List<Role> of(CompanyId company) {
    return database
        .readSession(
            company,
            session ->
                session
                    .createSelectionQuery(
                        "from RoleRow r where r.key.companyId = :company order by r.key.id",
                        RoleRow.class)
                    .setParameter("company", company.value())
                    .getResultList())
        .stream()
        .map(RoleRow::toDomain)
        .toList();
  }

  @Override
  public void ensure(Collection<Role> systemRoles) {
    var columns = Columns.of(systemRoles);
    database.write(
        columns.companies(Role::company),
        connection ->
            orAgain(
                connection,
                """
                insert into role (company_id, id, slug, name, description, is_system, permissions,
                  created_at, updated_at)
                select w.company_id, w.id, w.slug, w.name, w.description, true,
                  w.permissions::text[], w.at, w.at
                from unnest(?, ?, ?, ?, ?, ?, ?)
                  w (company_id, id, slug, name, description, permissions, at)
                on conflict (company_id, slug) do update set
                  name = excluded.name, description = excluded.description,
                  permissions = excluded.permissions, updated_at = excluded.updated_at
                where role.is_system and role.permissions is distinct from excluded.permissions
                """,
                columns.longs(role -> role.company().value()),
                columns.longs(role -> role.id().value()),
                columns.texts(Role::slug),
                columns.texts(Role::name),
                columns.texts(role -> role.description().orElse(null)),
                columns.textArrays(role -> codes(role.permissions())),
                columns.instants(Role::updatedAt)));
  }

  @Override
  public void add(Role role) {
    var added =
        database.write(
            role.company(),
            connection ->
                orAgain(
                    connection,
                    """
                    insert into role (company_id, id, slug, name, description, is_system,
                      permissions, created_at, updated_at)
                    values (?, ?, ?, ?, ?, false, ?, ?, ?) on conflict do nothing
                    """,
                    role.company().value(),
                    role.id().value(),
                    role.slug(),
                    role.name(),
                    role.description().orElse(null),
                    codes(role.permissions()).toArray(String[]::new),
                    role.createdAt(),
                    role.updatedAt()));
    if (added == 0) {
      throw Roles.taken();
    }
  }

  @Override
  public void update(Role role) {
    database.write(
        role.company(),
        connection ->
            Sql.update(
                connection,
                """
                update role set name = ?, description = ?, permissions = ?, updated_at = ?
                where company_id = ? and id = ?
                """,
                role.name(),
                role.description().orElse(null),
                codes(role.permissions()).toArray(String[]::new),
                role.updatedAt(),
                role.company().value(),
                role.id().value()));
  }

  @Override
  public void remove(CompanyId company, RoleId role) {
    database.write(
        company,
        connection -> {
          Sql.update(
              connection,
              "delete from user_role where company_id = ? and role_id = ?",
              company.value(),
              role.value());
          return orAgain(
              connection,
              "delete from role where company_id = ? and id = ?",
              company.value(),
              role.value());
        });
  }

  /** As the next attempt reads: the company is gone, or somebody was given the role. */
  private static int orAgain(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try {
      return Sql.update(connection, sql, parameters);
    } catch (SQLException e) {
      if (Failures.dangling(e)) {
        throw new Contention(e);
      }
      throw e;
    }
  }

  /** In the order of their declaration, so that equal sets are equal columns. */
  private static List<String> codes(Set<Permission> permissions) {
    return permissions.stream().sorted().map(Permission::code).toList();
  }
}
