package dev.switchboard.application.report;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;

/** The ports under test, and what must be there before there can be a report. */
public interface ReportWorld {
  Reports reports();

  ReportDesk desk();

  Transactions transactions();

  Ids ids();

  /** A new one each time. */
  CompanyId company();

  /** A new one each time, whose username is {@code user} and their id. */
  UserId user(CompanyId company);

  /** Gone for good. */
  void delete(CompanyId company, UserId user);
}
