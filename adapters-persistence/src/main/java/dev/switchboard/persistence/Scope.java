package dev.switchboard.persistence;

import dev.switchboard.domain.company.CompanyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
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

  /**
   * Whose rows are meant by these.
   *
   * @throws IllegalStateException they are several, and one is seen at a time
   */
  String tenant(Collection<CompanyId> companies) {
    var distinct = companies.stream().distinct().limit(2).iterator();
    if (!distinct.hasNext()) {
      return TenantSettings.NOBODY;
    }
    var tenant = TenantSettings.of(distinct.next());
    var seen = UnitOfWork.running() ? UnitOfWork.current().scope() : this;
    if (distinct.hasNext() && !seen.everything()) {
      throw new IllegalStateException("a unit of work of one company at a time");
    }
    return tenant;
  }
}
