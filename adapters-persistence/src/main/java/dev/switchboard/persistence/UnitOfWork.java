package dev.switchboard.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one transaction carries; the Hibernate session only once somebody asks for it. Of several
 * companies' rows it touches those of the company named last.
 */
final class UnitOfWork {
  private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

  private final Connection connection;
  private final Scope scope;
  private final SessionFactory factory;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private StatelessSession session;
  private boolean tenantChanged;

  UnitOfWork(Connection connection, Scope scope, SessionFactory factory) {
    this.connection = connection;
    this.scope = scope;
    this.factory = factory;
  }

  Connection connection() {
    return connection;
  }

  Scope scope() {
    return scope;
  }

  /** From now on the rows of this tenant. */
  void tenant(String tenant) throws SQLException {
    tenantChanged |= scope.ensure(connection, tenant);
  }

  /** What the transaction changed on the connection is undone, or nobody knows. */
  void rolledBack() throws SQLException {
    if (tenantChanged) {
      scope.forget(connection);
    }
  }

  StatelessSession session() {
    if (session == null) {
      session = factory.openStatelessSession(connection);
    }
    return session;
  }

  void closeSession() {
    if (session != null) {
      session.close();
    }
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
      } catch (RuntimeException e) {
        LOG.error("an action after a commit failed", e);
      }
    }
  }
}
