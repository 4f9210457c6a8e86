package dev.switchboard.application.report;

import dev.switchboard.application.conversation.Inbox.Page;
import java.time.Instant;

/**
 * A report as frontends read it; its JSON is this record.
 *
 * @param comment the newest answer, null without one
 * @param resolverUsername null while it is not resolved, and once that user is deleted
 */
public record ReportView(
    long id,
    long reporterId,
    String reporterUsername,
    String title,
    String content,
    String status,
    String comment,
    int commentCount,
    Instant resolvedAt,
    Long resolvedBy,
    String resolverUsername,
    int revision,
    Instant createdAt,
    Instant updatedAt) {
  /** What its texts take in UTF-8. */
  public long bytes() {
    return Page.bytes(title) + Page.bytes(content) + Page.bytes(comment);
  }
}
