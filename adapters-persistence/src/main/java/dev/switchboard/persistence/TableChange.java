package dev.switchboard.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * For changes of tables that everybody writes to. Whoever waits for such a table has all others
 * wait behind it, however short its own work is: so it gives up soon, and tries another time.
 */
public final class TableChange {
  private static final String PATIENCE = "500ms";

  private TableChange() {}

  /**
   * First in a unit of work that changes tables: no lock of it is waited for longer than half a
   * second from now on, and no other unit is changing the same.
   *
   * @param what is changed by one at a time over all nodes
   * @throws SQLException somebody else is changing it
   */
  public static void begin(Connection connection, long what) throws SQLException {
    Sql.list(connection, "select set_config('lock_timeout', ?, true)", _ -> true, PATIENCE);
    Sql.list(connection, "select pg_advisory_xact_lock(?)", _ -> true, what);
  }
}
