package dev.switchboard.application.report;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;

class InMemoryReportsTest implements ReportsContract, ReportDeskContract {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryReports reports = new InMemoryReports(transactions);
  private final Ids ids = new InMemoryIds();

  @Override
  public Reports reports() {
    return reports;
  }

  @Override
  public ReportDesk desk() {
    return reports;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public Ids ids() {
    return ids;
  }

  @Override
  public CompanyId company() {
    return new CompanyId(ids.next());
  }

  @Override
  public UserId user(CompanyId company) {
    return new UserId(ids.next());
  }

  @Override
  public void delete(CompanyId company, UserId user) {
    reports.forget(company, user);
  }
}
