package dev.switchboard.bench.profile;

import dev.switchboard.bench.machine.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the database's processes are at, looked at many times a second by a thread of its own: on a
 * processor, or waiting and for what.
 */
final class Waits implements AutoCloseable {
  private static final Duration GAP = Duration.ofMillis(25);
  private static final int SHOWN = 12;
  private static final String LOOK =
      Server.OURS
          + """
          select case when state = 'idle in transaction' then 'Client, within a transaction'
                      when wait_event is null then 'on a processor'
                      else wait_event_type || ' ' || wait_event end
                   || case when backend_type = 'client backend' then '' else ' (' || backend_type || ')' end,
                 count(*)
          from pg_stat_activity
          where pid <> pg_backend_pid() and wait_event_type is distinct from 'Activity'
            and (state is null or state <> 'idle')
          group by 1
          """;

  private final Map<String, Long> seen = new HashMap<>();
  private final Thread watcher;
  private volatile boolean ended;
  private long looks;

  Waits(Server server) {
    watcher = Thread.ofPlatform().name("waits").start(() -> watch(server));
  }

  private void watch(Server server) {
    try (var connection = server.connect()) {
      while (!ended) {
        look(connection);
        LockSupport.parkNanos(GAP.toNanos());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void look(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(LOOK)) {
      while (row.next()) {
        seen.merge(row.getString(1), row.getLong(2), Long::sum);
      }
    }
    looks++;
  }

  /** How many processes were at it at a time, on average; the most first. Ends the looking. */
  List<String> top() {
    close();
    return Stream.concat(
            Stream.of("  on average  at"),
            seen.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(
                    entry ->
                        String.format(
                            Locale.ROOT,
                            "  %10.2f  %s",
                            entry.getValue() / (double) Math.max(1, looks),
                            entry.getKey())))
        .toList();
  }

  @Override
  public void close() {
    ended = true;
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
