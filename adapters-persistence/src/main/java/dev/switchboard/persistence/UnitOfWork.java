package dev.switchboard.persistence;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one transaction carries; the Hibernate session only once somebody asks for it. */
final class UnitOfWork {
  private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

  private final Connection connection;
  private final SessionFactory factory;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private StatelessSession session;

  UnitOfWork(Connection connection, SessionFactory factory) {
    this.connection = connection;
    this.factory = factory;
  }

  Connection connection() {
    return connection;
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
