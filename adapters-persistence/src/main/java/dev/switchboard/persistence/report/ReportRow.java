package dev.switchboard.persistence.report;

import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.report.ReportTitle;
import dev.switchboard.domain.report.Resolution;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.RowKey;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** The table {@code report}, as a struct. */
@Entity
@Table(name = "report")
class ReportRow {
  @EmbeddedId RowKey key;

  @Column(nullable = false, updatable = false)
  long reporterId;

  @Column(nullable = false)
  String title;

  @Column(nullable = false)
  String content;

  @Column(nullable = false)
  String status;

  String comment;

  @Column(nullable = false)
  int comments;

  Instant resolvedAt;
  Long resolvedBy;

  @Column(nullable = false)
  int revision;

  @Column(nullable = false, updatable = false)
  Instant createdAt;

  @Column(nullable = false)
  Instant updatedAt;

  static ReportRow of(Report report) {
    var row = new ReportRow();
    row.key = RowKey.of(report.company(), report.id().value());
    row.reporterId = report.reporter().value();
    row.title = report.title().value();
    row.content = report.content().value();
    row.status = report.status().code();
    row.comment = report.comment().map(CommentText::value).orElse(null);
    row.comments = report.comments();
    row.resolvedAt = report.resolution().map(Resolution::at).orElse(null);
    row.resolvedBy = report.resolution().flatMap(Resolution::by).map(UserId::value).orElse(null);
    row.revision = report.revision();
    row.createdAt = report.createdAt();
    row.updatedAt = report.updatedAt();
    return row;
  }

  Report toDomain() {
    return new Report(
        key.company(),
        new ReportId(key.id()),
        new UserId(reporterId),
        new ReportTitle(title),
        new ReportContent(content),
        ReportStatus.wanted(status),
        Optional.ofNullable(comment).map(CommentText::new),
        comments,
        Optional.ofNullable(resolvedAt)
            .map(at -> new Resolution(at, Optional.ofNullable(resolvedBy).map(UserId::new))),
        revision,
        createdAt,
        updatedAt);
  }
}
