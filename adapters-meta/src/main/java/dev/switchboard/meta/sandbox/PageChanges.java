package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Elements of {@code changes[]}: what happens on a page outside any thread. Times in seconds. */
public final class PageChanges {
  private PageChanges() {}

  /** A comment under a post of a Facebook page. */
  public static ObjectNode comment(
      Instant at, String postId, String commentId, String personId, String name, String text) {
    var change = change("feed");
    var value = change.withObjectProperty("value");
    value.put("item", "comment").put("verb", "add").put("post_id", postId);
    value.put("comment_id", commentId).put("parent_id", postId);
    value.putObject("from").put("id", personId).put("name", name);
    value.put("created_time", at.getEpochSecond()).put("message", text);
    return change;
  }

  public static ObjectNode mention(String mediaId, String commentId) {
    var change = change("mentions");
    change.withObjectProperty("value").put("media_id", mediaId).put("comment_id", commentId);
    return change;
  }

  /** A filled-in lead form; the answers are fetched by {@code leadId}. */
  public static ObjectNode leadgen(Instant at, String pageId, String formId, String leadId) {
    var change = change("leadgen");
    change
        .withObjectProperty("value")
        .put("leadgen_id", leadId)
        .put("form_id", formId)
        .put("page_id", pageId)
        .put("created_time", at.getEpochSecond());
    return change;
  }

  private static ObjectNode change(String field) {
    return JsonNodeFactory.instance.objectNode().put("field", field);
  }
}
