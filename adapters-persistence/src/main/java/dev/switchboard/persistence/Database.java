package dev.switchboard.persistence;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.HibernateException;
import org.hibernate.StatelessSession;

/**
 * One pool of connections, and the unit of work that runs on it. Adapters ask it for the running
 * unit's connection or session, and name the company whose rows they mean; there may be several
 * over one {@link Mapping}, and a unit opened on one is joined by adapters made with another.
 *
 * <p>Where the pool sees one company at a time, a call that names none sees no company's rows.
 */
public final class Database implements Transactions {
  private final DataSource pool;
  private final Mapping mapping;
  private final Scope scope;
  private final Optional<Database> system;

  private Database(DataSource pool, Mapping mapping, Scope scope, Optional<Database> system) {
    this.pool = pool;
    this.mapping = mapping;
    this.scope = scope;
    this.system = system;
  }

  /** Sees everybody's rows. */
  static Database ofEverything(DataSource pool, Mapping mapping) {
    return new Database(pool, mapping, Scope.EVERYTHING, Optional.empty());
  }

  /**
   * Sees one company's rows at a time.
   *
   * @param settings the pool's
   * @param system for what knows no company yet
   */
  static Database ofOneTenant(
      DataSource pool, Mapping mapping, TenantSettings settings, Database system) {
    return new Database(pool, mapping, new Scope(Optional.of(settings)), Optional.of(system));
  }

  /**
   * The one that sees everybody's rows, for what knows no company yet. Within a unit of work of one
   * company at a time it cannot see more than that, and refuses calls that name no company.
   */
  public Database system() {
    return system.orElse(this);
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    if (UnitOfWork.running()) {
      return work.get();
    }
    try (var connection = pool.getConnection()) {
      var unit = new UnitOfWork(connection, scope, mapping);
      var result = unit.run(work);
      unit.committed();
      return result;
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  @Override
  public boolean running() {
    return UnitOfWork.running();
  }

  @Override
  public void beforeCommit(Runnable action) {
    UnitOfWork.current().beforeCommit(action);
  }

  @Override
  public void afterCommit(Runnable action) {
    UnitOfWork.current().afterCommit(action);
  }

  /** Within the running unit of work, on rows of this company; fails loudly without a unit. */
  public <T> T write(CompanyId company, SqlFunction<Connection, T> work) {
    return inUnit(TenantSettings.of(company), work);
  }

  /**
   * Within the running unit of work, on rows of these companies.
   *
   * @throws IllegalStateException they are several, and the unit sees one at a time
   */
  public <T> T write(Collection<CompanyId> companies, SqlFunction<Connection, T> work) {
    return inUnit(scope.tenant(companies), work);
  }

  /** Within the running unit of work, on rows that belong to no company or to any. */
  public <T> T write(SqlFunction<Connection, T> work) {
    return inUnit(TenantSettings.NOBODY, work);
  }

  /**
   * As {@link #write(Collection, SqlFunction)} for a statement that nobody waits for: it costs no
   * round trip, for it is sent with the commit, or before the next one. It fails there, too.
   *
   * @param row is told of each row that it returns, before {@link #afterCommit}; must not throw
   */
  public void writeLater(
      Collection<CompanyId> companies,
      String sql,
      SqlFunction<ResultSet, ?> row,
      Object... parameters) {
    var tenant = scope.tenant(companies);
    try {
      UnitOfWork.joined(scope, tenant).hold(tenant, new Sql.Held(sql, row, parameters));
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  @Override
  public void flush() {
    try {
      UnitOfWork.current().flush();
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  private <T> T inUnit(String tenant, SqlFunction<Connection, T> work) {
    try {
      return work.apply(UnitOfWork.joined(scope, tenant).connection());
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /** In the running unit of work, else one statement in autocommit: no round trip for a COMMIT. */
  public <T> T read(CompanyId company, SqlFunction<Connection, T> work) {
    return read(TenantSettings.of(company), work);
  }

  /**
   * As {@link #read(CompanyId, SqlFunction)}, on rows of these companies.
   *
   * @throws IllegalStateException they are several, and one is seen at a time
   */
  public <T> T read(Collection<CompanyId> companies, SqlFunction<Connection, T> work) {
    return read(scope.tenant(companies), work);
  }

  /** As {@link #read(CompanyId, SqlFunction)}, on rows that belong to no company or to any. */
  public <T> T read(SqlFunction<Connection, T> work) {
    return read(TenantSettings.NOBODY, work);
  }

  /**
   * As {@link #read(CompanyId, SqlFunction)}. An index of words is no use under a policy, for what
   * its operators might tell comes after that: then no policy is in force.
   *
   * @param byWords whether such an index is needed
   * @param work names the company itself
   */
  public <T> T search(CompanyId company, boolean byWords, SqlFunction<Connection, T> work) {
    return byWords ? system().read(work) : read(company, work);
  }

  private <T> T read(String tenant, SqlFunction<Connection, T> work) {
    return UnitOfWork.running() ? inUnit(tenant, work) : alone(tenant, work);
  }

  /**
   * One statement in autocommit, on rows of no company or of any, and never part of the running
   * unit of work: it stays done if that is undone. Within a unit this takes a second connection, so
   * only where few can come to it at once: all would fail if each held one and waited for another.
   *
   * @throws StorageUnavailable no connection within the pool's patience
   */
  public <T> T apart(SqlFunction<Connection, T> work) {
    return alone(TenantSettings.NOBODY, work);
  }

  private <T> T alone(String tenant, SqlFunction<Connection, T> work) {
    try (var connection = pool.getConnection()) {
      scope.ensure(connection, tenant);
      return work.apply(connection);
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /** The running unit's Hibernate session, on rows of this company; fails loudly without a unit. */
  public StatelessSession session(CompanyId company) {
    return session(TenantSettings.of(company));
  }

  /** The running unit's Hibernate session, on rows that belong to no company or to any. */
  public StatelessSession session() {
    return session(TenantSettings.NOBODY);
  }

  private StatelessSession session(String tenant) {
    try {
      return UnitOfWork.joined(scope, tenant).session();
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /** In the running unit's session, else in one of its own, in autocommit. */
  public <T> T readSession(CompanyId company, Function<StatelessSession, T> work) {
    return readSession(TenantSettings.of(company), work);
  }

  /** As {@link #readSession(CompanyId, Function)}, on rows that belong to no company or to any. */
  public <T> T readSession(Function<StatelessSession, T> work) {
    return readSession(TenantSettings.NOBODY, work);
  }

  private <T> T readSession(String tenant, Function<StatelessSession, T> work) {
    if (UnitOfWork.running()) {
      return work.apply(session(tenant));
    }
    var sessions = mapping.factory(); // who waits for it holds no connection
    return read(
        tenant,
        connection -> {
          try (var session = sessions.openStatelessSession(connection)) {
            return work.apply(session);
          } catch (HibernateException e) {
            throw Failures.translate(e);
          }
        });
  }

  /**
   * @throws StorageUnavailable no connection within the pool's patience, or no answer
   */
  public void ping() {
    read(connection -> Sql.one(connection, "select 1", row -> row.getInt(1)));
  }
}
