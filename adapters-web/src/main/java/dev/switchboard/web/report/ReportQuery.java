package dev.switchboard.web.report;

import dev.switchboard.application.report.ReportDesk.Filter;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Requests;
import io.javalin.http.Context;
import java.util.Optional;

/** What the query string of a list says. */
final class ReportQuery {
  private static final String ANY = "all";

  private ReportQuery() {}

  static Filter of(Context context, Optional<UserId> reporter) {
    return new Filter(
        reporter,
        Requests.text(context, "status_filter")
            .or(() -> Requests.text(context, "status"))
            .filter(code -> !code.equals(ANY))
            .map(ReportQuery::status),
        Requests.text(context, "q"));
  }

  private static ReportStatus status(String code) {
    return ReportStatus.find(code)
        .orElseThrow(
            () ->
                Invalid.field(
                        "status_filter",
                        "invalid",
                        "status_filter is one of " + ReportStatus.codes())
                    .asException());
  }
}
