package dev.switchboard.persistence;

import dev.switchboard.domain.company.CompanyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/**
 * Whose rows each connection of a pool may touch: the session setting {@code app.tenant}, which the
 * policies read. It is remembered for each connection to the server, so that naming the same
 * company again costs no round trip.
 *
 * <p>Thread-safe, as long as a connection is used by one thread at a time.
 */
final class TenantSettings {
  /** No company's rows. */
  static final String NOBODY = "";

  private static final String UNKNOWN = "?";

  // by the connection under the pool's wrapper; PgConnection has no equals, so by identity
  private final Map<PGConnection, String> known = Collections.synchronizedMap(new WeakHashMap<>());

  static String of(CompanyId company) {
    return Long.toString(company.value());
  }

  /**
   * Within a transaction the change is undone by a rollback: then {@link #forget}.
   *
   * @return whether a statement was needed
   */
  boolean ensure(Connection connection, String tenant) throws SQLException {
    var key = connection.unwrap(PGConnection.class);
    if (known.getOrDefault(key, NOBODY).equals(tenant)) {
      return false;
    }
    known.put(key, UNKNOWN);
    Sql.one(
        connection, "select set_config('app.tenant', ?, false)", row -> row.getString(1), tenant);
    known.put(key, tenant);
    return true;
  }

  /** The next to use the connection says again whose rows it means. */
  void forget(Connection connection) throws SQLException {
    known.put(connection.unwrap(PGConnection.class), UNKNOWN);
  }
}
