package dev.switchboard.persistence.report;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.report.AReport;
import dev.switchboard.application.report.ReportDesk;
import dev.switchboard.application.report.ReportDeskContract;
import dev.switchboard.application.report.Reports;
import dev.switchboard.application.report.ReportsContract;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresReportsTest implements ReportsContract, ReportDeskContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Override
  public Reports reports() {
    return new HibernateReports(test.database());
  }

  @Override
  public ReportDesk desk() {
    return new PostgresReportDesk(test.database());
  }

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public Ids ids() {
    return test.ids();
  }

  @Override
  public CompanyId company() {
    var id = test.ids().next();
    test.execute("insert into company values (?, 'Acme', ?, ?)", id, AReport.NOON, AReport.NOON);
    return new CompanyId(id);
  }

  @Override
  public UserId user(CompanyId company) {
    var id = test.ids().next();
    test.execute(
        "insert into app_user (company_id, id, username, password_hash, created_at, updated_at)"
            + " values (?, ?, ?, '', ?, ?)",
        company.value(),
        id,
        "user" + id,
        AReport.NOON,
        AReport.NOON);
    return new UserId(id);
  }

  @Override
  public void delete(CompanyId company, UserId user) {
    test.execute(
        "delete from app_user where company_id = ? and id = ?", company.value(), user.value());
  }
}
