package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.audit.AuditUpkeep;
import dev.switchboard.application.audit.ExportAudit;
import dev.switchboard.persistence.audit.PostgresAuditMonths;
import dev.switchboard.persistence.audit.PostgresAuditRecords;
import dev.switchboard.web.Routes;
import dev.switchboard.web.audit.AuditRoutes;

/** The trail: reading it, and keeping its months. */
final class Auditing {
  private final AuditUpkeep upkeep;
  private final Routes routes;

  Auditing(Core core, Ports ports) {
    var records = new PostgresAuditRecords(core.database());
    routes =
        new AuditRoutes(
            records,
            ports.companies(),
            new ExportAudit(core.transactions(), ports.rights(), ports.audit(), records),
            core.json());
    upkeep =
        new AuditUpkeep(
            core.ownerDatabase(),
            new PostgresAuditMonths(core.ownerDatabase()),
            core.settings().audit().retention());
  }

  Routes routes() {
    return routes;
  }

  AuditUpkeep upkeep() {
    return upkeep;
  }
}
