package dev.switchboard.persistence;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * One pool of connections, and the unit of work that runs on it. Adapters ask it for the running
 * unit's connection or session; there may be several over one {@link SessionFactory} (webhooks have
 * a pool of their own), and a unit opened on one is joined by adapters made with another.
 */
public final class Database implements Transactions {
  private static final ScopedValue<UnitOfWork> CURRENT = ScopedValue.newInstance();

  private final DataSource pool;
  private final SessionFactory factory;

  public Database(DataSource pool, SessionFactory factory) {
    this.pool = pool;
    this.factory = factory;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    if (CURRENT.isBound()) {
      return work.get();
    }
    try (var connection = pool.getConnection()) {
      var unit = new UnitOfWork(connection, factory);
      var result = run(unit, work);
      unit.committed();
      return result;
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  private static <T> T run(UnitOfWork unit, Supplier<T> work) throws SQLException {
    var connection = unit.connection();
    connection.setAutoCommit(false);
    try {
      var result = ScopedValue.where(CURRENT, unit).call(work::get);
      unit.closeSession();
      connection.commit();
      return result;
    } catch (RuntimeException | SQLException e) {
      rollback(connection, e);
      throw Failures.translate(e);
    } catch (Error e) {
      rollback(connection, e);
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e); // the connection is gone, and with it the transaction
    }
  }

  @Override
  public void afterCommit(Runnable action) {
    unit().afterCommit(action);
  }

  /** Within the running unit of work; fails loudly without one. */
  public <T> T write(SqlFunction<Connection, T> work) {
    try {
      return work.apply(unit().connection());
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /** In the running unit of work, else one statement in autocommit: no round trip for a COMMIT. */
  public <T> T read(SqlFunction<Connection, T> work) {
    if (CURRENT.isBound()) {
      return write(work);
    }
    try (var connection = pool.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /** The running unit's Hibernate session; fails loudly without one. */
  public StatelessSession session() {
    return unit().session();
  }

  /** In the running unit's session, else in one of its own, in autocommit. */
  public <T> T readSession(Function<StatelessSession, T> work) {
    if (CURRENT.isBound()) {
      return work.apply(session());
    }
    return read(
        connection -> {
          try (var session = factory.openStatelessSession(connection)) {
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

  private static UnitOfWork unit() {
    if (!CURRENT.isBound()) {
      throw new IllegalStateException("needs a running unit of work");
    }
    return CURRENT.get();
  }
}
