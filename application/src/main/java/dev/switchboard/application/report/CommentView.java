package dev.switchboard.application.report;

import dev.switchboard.application.conversation.Inbox.Page;
import java.time.Instant;

/**
 * One answer as frontends read it; its JSON is this record.
 *
 * @param number from 1, in the order of the history
 * @param authorId null once that user is deleted
 * @param status where the report stood after it
 */
public record CommentView(
    int number,
    Long authorId,
    String authorUsername,
    String comment,
    String status,
    Instant createdAt) {
  /** What its text takes in UTF-8. */
  public long bytes() {
    return Page.bytes(comment);
  }
}
