package dev.switchboard.domain.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a message said before it was edited: {@code edits} in its metadata, oldest first. The oldest
 * ones go where they get too long together, for all of them go along with the message wherever it
 * is shown; {@code edits_left_out} says how many have gone.
 */
final class EarlierTexts {
  /** In characters; the one replaced last is kept whatever its length. */
  static final int LONGEST = 32_768;

  private static final String EDITS = "edits";
  private static final String LEFT_OUT = "edits_left_out";

  private EarlierTexts() {}

  static Map<String, Object> and(Map<String, Object> metadata, String replaced, Instant at) {
    var edits = new ArrayList<Object>();
    if (metadata.get(EDITS) instanceof List<?> earlier) {
      edits.addAll(earlier);
    }
    edits.add(Map.of("text", replaced, "replaced_at", at.toString()));
    var first = firstThatFits(edits);
    var next = new LinkedHashMap<>(metadata);
    next.put(EDITS, List.copyOf(edits.subList(first, edits.size())));
    if (first > 0) {
      next.put(LEFT_OUT, first + (metadata.get(LEFT_OUT) instanceof Number n ? n.intValue() : 0));
    }
    return next;
  }

  private static int firstThatFits(List<Object> edits) {
    var first = edits.size() - 1;
    var length = length(edits.get(first));
    while (first > 0 && length + length(edits.get(first - 1)) <= LONGEST) {
      first--;
      length += length(edits.get(first));
    }
    return first;
  }

  private static int length(Object edit) {
    return edit instanceof Map<?, ?> map && map.get("text") instanceof String text
        ? text.length()
        : 0;
  }
}
