package dev.switchboard.web.audit;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.account.InMemoryCompanies;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.audit.ExportAudit;
import dev.switchboard.application.audit.InMemoryAuditTrail;
import dev.switchboard.web.ApiJson;

/** The routes over a trail that a test makes up. */
final class Trail {
  private Trail() {}

  static AuditRoutes routes(AuditRecords records) {
    var transactions = new InMemoryTransactions();
    return new AuditRoutes(
        records,
        new InMemoryCompanies(transactions),
        new ExportAudit(
            transactions,
            new GivenRights(),
            new InMemoryAuditTrail(transactions, new InMemoryIds()),
            records),
        new ApiJson());
  }
}
