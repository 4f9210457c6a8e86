package dev.switchboard.bootstrap.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;

/** The database server does not answer or does not let us in; the message is one line. */
public final class DatabaseUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private DatabaseUnreachable(String message, Throwable cause) {
    super(message, cause);
  }

  static RuntimeException orSame(String jdbcUrl, RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && refusedConnection(sql)) {
        var why = sql.getMessage().lines().findFirst().orElse("no answer");
        return new DatabaseUnreachable(
            "cannot use the database %s: %s"
                .formatted(jdbcUrl.replaceFirst("\\?.*", ""), unknownHost(sql).orElse(why)),
            failure);
      }
    }
    return failure;
  }

  /** The driver itself says no more than that the attempt failed. */
  private static Optional<String> unknownHost(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Optional.of("unknown host " + cause.getMessage());
      }
    }
    return Optional.empty();
  }

  private static boolean refusedConnection(SQLException failure) {
    var state = failure.getSQLState();
    return state != null
        && (state.startsWith("08") // no connection
            || state.startsWith("28") // wrong user or password
            || state.startsWith("3D") // no such database
            || state.startsWith("57P") // starting up or shutting down
            || state.equals("53300")); // too many connections
  }
}
