package dev.switchboard.application.report;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportComment;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.report.ReportTitle;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Reports for tests. */
public final class AReport {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private AReport() {}

  /** Stored, and filed at {@code at}. */
  public static Report filed(
      ReportWorld world, CompanyId company, UserId by, String title, String content, Instant at) {
    var report =
        Report.file(
            company,
            new ReportId(world.ids().next()),
            by,
            new ReportTitle(title),
            new ReportContent(content),
            at);
    world.transactions().inTransaction(() -> world.reports().add(report));
    return report;
  }

  public static Report filed(ReportWorld world, CompanyId company, UserId by) {
    return filed(world, company, by, "Printer", "on fire", NOON);
  }

  /** Stored; the comment, unless it is empty, is in the history. */
  public static Report answered(
      ReportWorld world, Report report, UserId by, String comment, ReportStatus status) {
    return world
        .transactions()
        .inTransaction(
            () -> {
              var text = CommentText.of(comment);
              var after =
                  world
                      .reports()
                      .lock(report.company(), report.id())
                      .orElseThrow()
                      .answered(by, text, Optional.of(status), NOON.plusSeconds(60));
              world.reports().update(after);
              text.flatMap(_ -> ReportComment.newest(after, by))
                  .ifPresent(one -> world.reports().addComment(report.company(), one));
              return after;
            });
  }
}
