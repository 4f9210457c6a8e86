package dev.switchboard.application.report;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.user.Permission;
import java.util.Optional;

/** Who may look at which report. */
public final class ReportAccess {
  private ReportAccess() {}

  /**
   * @throws dev.switchboard.domain.Rejected {@code Missing}, also for another company's; {@code
   *     Forbidden} for a colleague's, unless the caller manages reports
   */
  public static ReportView of(Caller caller, Optional<ReportView> found) {
    var report = present(found);
    if (report.reporterId() != caller.user().value() && !caller.may(Permission.REPORT_MANAGE)) {
      throw new Forbidden("access_denied", "Not authorized to view this report").asException();
    }
    return report;
  }

  /**
   * @throws dev.switchboard.domain.Rejected {@code Missing}
   */
  static <T> T present(Optional<T> found) {
    return found.orElseThrow(
        () -> new Missing("report_not_found", "Report not found").asException());
  }
}
