package dev.switchboard.application.report;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportComment;
import dev.switchboard.domain.report.ReportId;
import java.util.Optional;

/**
 * Every report. All calls need a running unit of work. Behaviour is fixed by {@code
 * ReportsContract}.
 */
public interface Reports {
  void add(Report report);

  /** Locked until the end of the running unit of work. */
  Optional<Report> lock(CompanyId company, ReportId id);

  /** Stores the next state of a report that this unit of work holds locked. */
  void update(Report report);

  /** Appends to the history of a report that this unit of work holds locked. */
  void addComment(CompanyId company, ReportComment comment);
}
