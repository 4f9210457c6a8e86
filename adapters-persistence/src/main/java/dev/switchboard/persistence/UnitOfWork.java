package dev.switchboard.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one transaction carries; the Hibernate session only once somebody asks for it. Of several
 * companies' rows it touches those of the company named last.
 */
final class UnitOfWork {
  private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);
  private static final ScopedValue<UnitOfWork> CURRENT = ScopedValue.newInstance();

  private final Connection connection;
  private final Scope scope;
  private final Mapping mapping;
  private final Deque<Runnable> beforeCommit = new ArrayDeque<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final List<Sql.Held> held = new ArrayList<>();
  private StatelessSession session;
  private boolean tenantChanged;
  private String heldFor = TenantSettings.NOBODY;

  UnitOfWork(Connection connection, Scope scope, Mapping mapping) {
    this.connection = connection;
    this.scope = scope;
    this.mapping = mapping;
  }

  static boolean running() {
    return CURRENT.isBound();
  }

  /** The running one; fails loudly without. */
  static UnitOfWork current() {
    if (!CURRENT.isBound()) {
      throw new IllegalStateException("needs a running unit of work");
    }
    return CURRENT.get();
  }

  /** The running one, on the rows of this tenant, as somebody of that scope asks for it. */
  static UnitOfWork joined(Scope asking, String tenant) throws SQLException {
    var unit = current();
    if (asking.everything() && tenant.equals(TenantSettings.NOBODY) && !unit.scope.everything()) {
      // it would see nothing, and nobody would notice
      throw new IllegalStateException("work over all companies within a unit of one at a time");
    }
    unit.tenant(tenant);
    return unit;
  }

  /** Does {@code work} as one transaction: all of it is committed or nothing. */
  <T> T run(Supplier<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      var result = ScopedValue.where(CURRENT, this).call(() -> toItsEnd(work));
      closeSession();
      send("; commit");
      connection.commit(); // nothing more to do, if that was sent
      return result;
    } catch (RuntimeException | SQLException e) {
      rollback(e);
      throw Failures.translate(e);
    } catch (Error e) {
      rollback(e);
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  /** Also what is registered by what comes last. */
  private <T> T toItsEnd(Supplier<T> work) {
    var result = work.get();
    while (!beforeCommit.isEmpty()) {
      beforeCommit.remove().run();
    }
    return result;
  }

  private void rollback(Throwable cause) {
    try {
      // what it changed on the connection is undone too, or nobody knows
      if (tenantChanged) {
        scope.forget(connection);
      }
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e); // the connection is gone, and with it the transaction
    }
  }

  /** Whoever gets it works on what has been written so far, held back or not. */
  Connection connection() throws SQLException {
    flush();
    return connection;
  }

  /** For what is nobody's row, such as a sequence: it does not wait for what is held back. */
  Connection unflushed() {
    return connection;
  }

  /**
   * Sends it, a statement of the tenant in force, with the commit, or before whatever else is sent.
   */
  void hold(String tenant, Sql.Held statement) {
    held.add(statement);
    heldFor = tenant;
  }

  void flush() throws SQLException {
    send("");
  }

  private void send(String end) throws SQLException {
    if (!held.isEmpty()) {
      var all = List.copyOf(held);
      held.clear();
      Sql.together(connection, all, end);
    }
  }

  Scope scope() {
    return scope;
  }

  /** From now on the rows of this tenant. */
  private void tenant(String tenant) throws SQLException {
    if (!scope.everything() && !heldFor.equals(tenant)) {
      flush();
    }
    tenantChanged |= scope.ensure(connection, tenant);
  }

  StatelessSession session() throws SQLException {
    flush();
    if (session == null) {
      session = mapping.factory().openStatelessSession(connection);
    }
    return session;
  }

  private void closeSession() {
    if (session != null) {
      session.close();
    }
  }

  void beforeCommit(Runnable action) {
    beforeCommit.add(action);
  }

  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /**
   * Committed is committed: an action that throws must not make it look undone, or be run again.
   */
  void committed() {
    for (var action : afterCommit) {
      try {
        action.run();
      } catch (RuntimeException | Error e) {
        LOG.error("an action after a commit failed", e);
      }
    }
  }
}
