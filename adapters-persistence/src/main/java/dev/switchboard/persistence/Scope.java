package dev.switchboard.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whose rows a pool's connections see: one company's at a time, or everybody's.
 *
 * @param tenants empty where everybody's rows are seen, and nothing has to be said
 */
record Scope(Optional<TenantSettings> tenants) {
  static final Scope EVERYTHING = new Scope(Optional.empty());

  boolean everything() {
    return tenants.isEmpty();
  }

  boolean ensure(Connection connection, String tenant) throws SQLException {
    return tenants.isPresent() && tenants.get().ensure(connection, tenant);
  }

  void forget(Connection connection) throws SQLException {
    if (tenants.isPresent()) {
      tenants.get().forget(connection);
    }
  }
}
