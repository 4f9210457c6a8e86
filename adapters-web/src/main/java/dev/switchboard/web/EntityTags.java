package dev.switchboard.web;

import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Seen;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Collections;
import java.util.HashSet;
import java.util.regex.Pattern;

/**
 * What is shown and can be edited has a revision; its strong {@code ETag} is that number. {@code
 * If-Match} with an edit (RFC 9110 §13.1.1) is which of them the caller has seen.
 */
public final class EntityTags {
  private static final String ANY = "*";

  // as a list may hold empty elements; a tag may hold commas
  private static final Pattern ELEMENT =
      Pattern.compile("[ \t]*(?:(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"[ \t]*)?(?:,|$)");

  private static final Pattern REVISION = Pattern.compile("0|[1-9][0-9]{0,8}");

  private EntityTags() {}

  /** Of what this answer shows, or of what the edit it answers has left. */
  public static void show(Context context, int revision) {
    context.header(Header.ETAG, '"' + Integer.toString(revision) + '"');
  }

  /**
   * Without the field, or with {@code *}, whatever is there: that it is there at all is asked
   * anyway. Tags compare strongly, so a weak one is none of ours.
   *
   * @throws dev.switchboard.domain.Rejected the field is neither {@code *} nor a list of tags
   */
  public static Seen seen(Context context) {
    var lines = Collections.list(context.req().getHeaders(Header.IF_MATCH));
    var field = String.join(",", lines).strip();
    return lines.isEmpty() || field.equals(ANY) ? Seen.ANYTHING : listed(field);
  }

  private static Seen listed(String field) {
    var revisions = new HashSet<Integer>();
    var element = ELEMENT.matcher(field);
    var at = 0;
    while (at < field.length()) {
      if (!element.find(at) || element.start() != at) {
        throw new Refused("malformed_if_match", "If-Match is * or a list of quoted entity tags")
            .asException();
      }
      var tag = element.group(2);
      if (tag != null && element.group(1) == null && REVISION.matcher(tag).matches()) {
        revisions.add(Integer.valueOf(tag));
      }
      at = element.end();
    }
    return Seen.of(revisions);
  }
}
