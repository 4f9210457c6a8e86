package dev.switchboard.persistence.report;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.ReportComment;
import dev.switchboard.domain.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** The table {@code report_comment}, as a struct; a row is never changed. */
@Entity
@Table(name = "report_comment")
class ReportCommentRow {
  @Embeddable
  record Key(long companyId, long reportId, int number) {}

  @EmbeddedId Key key;
  Long authorId;

  @Column(nullable = false)
  String comment;

  @Column(nullable = false)
  String status;

  @Column(nullable = false)
  Instant createdAt;

  static ReportCommentRow of(CompanyId company, ReportComment comment) {
    var row = new ReportCommentRow();
    row.key = new Key(company.value(), comment.report().value(), comment.number());
    row.authorId = comment.author().map(UserId::value).orElse(null);
    row.comment = comment.text().value();
    row.status = comment.status().code();
    row.createdAt = comment.at();
    return row;
  }
}
