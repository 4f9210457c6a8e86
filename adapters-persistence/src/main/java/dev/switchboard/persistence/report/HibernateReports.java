package dev.switchboard.persistence.report;

import dev.switchboard.application.report.Reports;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportComment;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.RowKey;
import java.util.Optional;
import org.hibernate.LockMode;

/** Reports as rows. */
public final class HibernateReports implements Reports {
  private final Database database;

  public HibernateReports(Database database) {
    this.database = database;
  }

  @Override
  public void add(Report report) {
    database.session(report.company()).insert(ReportRow.of(report));
  }

  @Override
  public Optional<Report> lock(CompanyId company, ReportId id) {
    return Optional.ofNullable(
            database
                .session(company)
                .get(ReportRow.class, RowKey.of(company, id.value()), LockMode.PESSIMISTIC_WRITE))
        .map(ReportRow::toDomain);
  }

  @Override
  public void update(Report report) {
    database.session(report.company()).update(ReportRow.of(report));
  }

  @Override
  public void addComment(CompanyId company, ReportComment comment) {
    database.session(company).insert(ReportCommentRow.of(company, comment));
  }
}
