package dev.switchboard.bench.load;

import dev.switchboard.bench.machine.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Webhooks that are stored and not yet taken in. */
final class Backlog {
  private static final Duration GAP = Duration.ofMillis(20);
  private static final Duration STUCK = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  // one step along the index of what waits; counting would walk past all that was done lately
  private static final String ANY =
      Server.OURS
          + "select exists (select from webhook_inbox where processed_at is null order by id)";
  private static final String COUNT =
      "select count(*) from webhook_inbox where processed_at is null";

  private final Server server;

  Backlog(Server server) {
    this.server = server;
  }

  /** How many wait when the time is over; 0 as soon as none does. */
  long awaitNone(Duration patience) {
    var end = System.nanoTime() + patience.toNanos();
    try (var connection = server.connect()) {
      while (any(connection)) {
        if (System.nanoTime() > end) {
          return server.number(COUNT);
        }
        LockSupport.parkNanos(GAP.toNanos());
      }
      return 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean any(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(ANY)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Waits as long as they become fewer, so that what comes next is not slowed down by them.
   *
   * @return how it ended, in words
   */
  String awaitSettled() {
    var start = System.nanoTime();
    var left = server.number(COUNT);
    while (left > 0 && System.nanoTime() - start < LONGEST.toNanos()) {
      var now = awaitNone(STUCK);
      if (now >= left) {
        return now + " are stuck";
      }
      left = now;
    }
    return "%d left after %d s more"
        .formatted(left, Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }
}
