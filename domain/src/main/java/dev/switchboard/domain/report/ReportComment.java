package dev.switchboard.domain.report;

import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One answer of a report's history.
 *
 * @param number from 1, in the order of the history
 * @param author absent once that user is deleted
 * @param status where the report stood after it
 */
public record ReportComment(
    ReportId report,
    int number,
    Optional<UserId> author,
    CommentText text,
    ReportStatus status,
    Instant at) {

  /** The newest one of {@code report}, which {@code author} has just answered. */
  public static Optional<ReportComment> newest(Report report, UserId author) {
    return report
        .comment()
        .map(
            text ->
                new ReportComment(
                    report.id(),
                    report.comments(),
                    Optional.of(author),
                    text,
                    report.status(),
                    report.updatedAt()));
  }
}
