package dev.switchboard.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two roles under which the product works. They own nothing and row-level security binds them;
 * whoever connects takes one of them for good with each connection of a pool.
 *
 * <p>They belong to the whole server: several databases share them, and several starts may be
 * creating them at once.
 */
final class TenantRoles {
  static final String APP = "switchboard_app";
  static final String SYSTEM = "switchboard_system";

  private static final Logger LOG = LoggerFactory.getLogger(TenantRoles.class);
  private static final long GUARD_LOCK = 7_200; // one at a time over all nodes
  private static final int ATTEMPTS = 3;
  // no such role, no right to take it
  private static final Set<String> NOT_OURS = Set.of("22023", "42501");

  private static final String CREATE =
      """
      do $$ begin
        if not exists (select from pg_roles where rolname = '%1$s') then
          create role %1$s nologin;
        end if;
        grant %1$s to current_user;
      exception
        when insufficient_privilege then null; -- somebody else's to create or to give
        when duplicate_object or unique_violation or internal_error then null; -- another start's
      end $$
      """;

  private static final String TOO_STRONG =
      """
      select string_agg(rolname, ', ') from pg_roles
      where rolname = any(?) and (rolsuper or rolbypassrls)
      """;

  private static final String UNGUARDED =
      """
      select exists (select from guarded_table
        where not has_table_privilege(?, name, 'insert') and system_privileges like '%insert%')
      """;

  private TenantRoles() {}

  /**
   * Creates them where they are missing.
   *
   * @return whether the connecting user may take them
   * @throws IllegalStateException they are there, and not bound by row-level security
   */
  static boolean prepare(DataSource owner) {
    try (var connection = owner.getConnection()) {
      var usable = taken(connection) || created(connection);
      if (usable) {
        refuseTooStrong(connection);
      } else {
        LOG.warn(
            "the database user may not create the roles {} and {}: all work is done as that user,"
                + " whom row-level security binds too; docs/operations.md says what an"
                + " administrator can run",
            APP,
            SYSTEM);
      }
      return usable;
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  private static boolean created(Connection connection) throws SQLException {
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      for (var role : List.of(APP, SYSTEM)) {
        execute(connection, CREATE.formatted(role));
      }
      if (taken(connection)) {
        return true;
      }
    }
    return false;
  }

  private static boolean taken(Connection connection) throws SQLException {
    try {
      execute(connection, "set role " + APP + "; set role " + SYSTEM + "; reset role");
      return true;
    } catch (SQLException e) {
      if (NOT_OURS.contains(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private static void refuseTooStrong(Connection connection) throws SQLException {
    var strong =
        Sql.list(
                connection,
                TOO_STRONG,
                row -> row.getString(1),
                (Object) new String[] {APP, SYSTEM})
            .getFirst();
    if (strong != null) {
      throw new IllegalStateException(
          "row-level security does not bind the database role " + strong);
    }
  }

  /** Grants and policies for roles that came after the tables. */
  static void guard(DataSource owner) {
    try (var connection = owner.getConnection()) {
      if (unguarded(connection)) {
        connection.setAutoCommit(false);
        Sql.list(connection, "select pg_advisory_xact_lock(?)", _ -> true, GUARD_LOCK);
        Sql.list(connection, "select guard_again()", _ -> true);
        connection.commit();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  private static boolean unguarded(Connection connection) throws SQLException {
    return Sql.one(connection, UNGUARDED, row -> row.getBoolean(1), SYSTEM).orElse(false);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
