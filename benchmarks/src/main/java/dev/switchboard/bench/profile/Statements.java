package dev.switchboard.bench.profile;

import dev.switchboard.bench.machine.Server;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the database was asked, and what it cost: {@code pg_stat_statements}. */
final class Statements {
  private static final int SHOWN = 15;
  private static final int WORDS_SHOWN = 400;

  private final Server server;

  Statements(Server server) {
    this.server = server;
  }

  /** From here on. */
  void reset() {
    server.run(Server.OURS + "select pg_stat_statements_reset()");
  }

  /**
   * The most expensive first. Statements within functions are marked with {@code +}: their time is
   * part of that of the statement that called the function.
   */
  List<String> top() {
    var lines = new ArrayList<String>();
    lines.add(
        "  %10s %10s %9s %9s %9s  statement"
            .formatted("calls", "total ms", "mean ms", "rows", "WAL B"));
    try (var connection = server.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                Server.OURS
                    + """
                    select calls, total_exec_time, mean_exec_time, rows::float8 / calls, wal_bytes / calls, toplevel, query
                    from pg_stat_statements
                    where dbid = (select oid from pg_database where datname = current_database())
                      and position('/* bench */' in query) = 0
                    order by total_exec_time desc limit %d
                    """
                        .formatted(SHOWN))) {
      while (row.next()) {
        var words = row.getString(7).replaceAll("\\s+", " ").strip();
        lines.add(
            String.format(
                Locale.ROOT,
                "  %10d %10.0f %9.3f %9.1f %9.0f %s%s",
                row.getLong(1),
                row.getDouble(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getBoolean(6) ? " " : "+",
                words.substring(0, Math.min(WORDS_SHOWN, words.length()))));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
