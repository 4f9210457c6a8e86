package dev.switchboard.application.report;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.Resolution;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What frontends are told of a report, the same whatever happened to it. */
final class ReportFrames {
  record ReportUpdated(
      long reportId,
      long reporterId,
      String title,
      String status,
      String comment,
      int commentCount,
      Instant resolvedAt,
      Long resolvedBy,
      int revision,
      Instant updatedAt) {}

  private ReportFrames() {}

  /** For the reporter, and for the other windows of whoever did it. */
  static List<StreamEvent> updated(Report report, Caller by) {
    return List.of(
        new StreamEvent(
            report.company(),
            new Audience.Users(Set.copyOf(List.of(report.reporter(), by.user()))),
            "report_updated",
            new ReportUpdated(
                report.id().value(),
                report.reporter().value(),
                report.title().value(),
                report.status().code(),
                report.comment().map(CommentText::value).orElse(null),
                report.comments(),
                report.resolution().map(Resolution::at).orElse(null),
                report.resolution().flatMap(Resolution::by).map(UserId::value).orElse(null),
                report.revision(),
                report.updatedAt())));
  }
}
