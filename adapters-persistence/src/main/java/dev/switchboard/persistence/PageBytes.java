package dev.switchboard.persistence;

import dev.switchboard.application.conversation.Inbox.Page;

/** Ends a page in the database where its texts get too large, so that the rest is never read. */
public final class PageBytes {
  private PageBytes() {}

  /**
   * The first rows of {@code page} whose texts are at most {@link Page#MAX_BYTES}, or one that is
   * larger than that, and the one after them, from which is seen that there are more.
   *
   * @param bytes what a row's texts take
   * @param order of the page, unique
   */
  public static String cut(String page, String bytes, String order) {
    var before = " over (" + order + " rows between unbounded preceding and 1 preceding)";
    return "select * from (select p.*, sum("
        + bytes
        + ")"
        + before
        + " as bytes_before, count(*)"
        + before
        + " as rows_before from ("
        + page
        + ") p) cut where rows_before < 2 or bytes_before <= "
        + Page.MAX_BYTES
        + " "
        + order;
  }
}
