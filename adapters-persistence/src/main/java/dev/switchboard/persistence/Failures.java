package dev.switchboard.persistence;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * Turns what JDBC and Hibernate throw into what the ports promise, by SQLSTATE and never by text.
 */
public final class Failures {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private Failures() {}

  static RuntimeException translate(Throwable failure) {
    var sql = sqlException(failure);
    if (sql.isPresent() && unavailable(sql.get())) {
      return new StorageUnavailable("database unavailable: " + sql.get().getSQLState(), failure);
    }
    if (sql.isPresent() && contention(sql.get().getSQLState())) {
      return new Contention(failure);
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("database refused a statement", failure);
  }

  /** For adapters whose port promises an answer to a duplicate. */
  public static boolean duplicate(Throwable failure) {
    return sqlException(failure)
        .map(SQLException::getSQLState)
        .filter(UNIQUE_VIOLATION::equals)
        .isPresent();
  }

  /** What a row points at is gone, or what was deleted is pointed at: somebody else was first. */
  public static boolean dangling(Throwable failure) {
    return sqlException(failure)
        .map(SQLException::getSQLState)
        .filter(FOREIGN_KEY_VIOLATION::equals)
        .isPresent();
  }

  private static boolean unavailable(SQLException failure) {
    var state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException // the pool's own timeout
        || state != null
            && (state.startsWith("08") // connection
                || state.startsWith("53") // disk full, too many connections
                || state.startsWith("57") // shut down, cancelled by timeout
                || state.startsWith("58") // I/O error under the database
                || state.equals("25006") // read-only, as on a standby
                || state.equals("25P03")); // our session was ended, for it slept in a transaction
  }

  private static boolean contention(String state) {
    return state != null && (state.startsWith("40") || state.equals("55P03"));
  }

  private static Optional<SQLException> sqlException(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
