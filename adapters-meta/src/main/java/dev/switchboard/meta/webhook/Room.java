package dev.switchboard.meta.webhook;

import dev.switchboard.domain.message.Attachment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of one element is kept beside its text: attachments and facts are at most {@link #BYTES}
 * of JSON together, for they go to everybody who sees the chat. What does not fit is left out as a
 * whole value, never cut, and marked: {@value #LEFT_OUT} stands where it was, with {@code reason},
 * {@code fields} (the names of some), {@code count} and {@code bytes}. The raw post keeps it.
 */
final class Room {
  /** Ten elements of a template with their addresses are half of it. */
  static final int BYTES = 64 << 10;

  /** A field of a map, and the type of an attachment that stands for others. */
  static final String LEFT_OUT = "left_out";

  private static final int NAMES = 4;
  private static final int LONGEST_NAME = 64;
  private static final int MARK = 512; // more than a mark and the braces around it ever take

  private long left = BYTES - 2 * MARK; // one for the attachments, one for the facts

  /** What fits of them, in their order. */
  Map<String, Object> fit(Map<String, Object> values) {
    var kept = new LinkedHashMap<String, Object>();
    var gone = new Gone();
    values.forEach(
        (name, value) -> {
          var bytes = json(name) + json(value) + 2;
          if (take(bytes)) {
            kept.put(name, value);
          } else if (value instanceof Map<?, ?> parts && take(json(name) + MARK)) {
            kept.put(name, fit(named(parts)));
          } else {
            gone.add(name, bytes);
          }
        });
    if (gone.count > 0) {
      kept.put(LEFT_OUT, gone.mark());
    }
    return kept;
  }

  /** What fits of each, and behind them one that stands for those of which nothing does. */
  List<Attachment> fit(List<Attachment> attachments) {
    var kept = new ArrayList<Attachment>();
    var gone = new Gone();
    for (var one : attachments) {
      var type = json(one.type());
      if (take(type + MARK)) {
        kept.add(new Attachment(one.type(), fit(one.payload())));
      } else {
        gone.add(one.type(), type + json(one.payload()));
      }
    }
    if (gone.count > 0) {
      kept.add(new Attachment(LEFT_OUT, gone.mark()));
    }
    return List.copyOf(kept);
  }

  private boolean take(long bytes) {
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }

  private static Map<String, Object> named(Map<?, ?> parts) {
    var named = new LinkedHashMap<String, Object>();
    parts.forEach((name, value) -> named.put((String) name, value));
    return named;
  }

  /** In UTF-8, as long as it can get. */
  private static long json(Object value) {
    return switch (value) {
      case String text -> text.chars().mapToLong(Room::json).sum() + 2;
      case Map<?, ?> map ->
          map.entrySet().stream().mapToLong(e -> json(e.getKey()) + json(e.getValue()) + 2).sum()
              + 2;
      case Collection<?> many -> many.stream().mapToLong(one -> json(one) + 1).sum() + 2;
      default -> value.toString().length();
    };
  }

  private static long json(int unit) {
    if (unit < 0x20 || Character.isSurrogate((char) unit)) {
      return 6; // an escape
    }
    if (unit < 0x80) {
      return unit == '"' || unit == '\\' ? 2 : 1;
    }
    return unit < 0x800 ? 2 : 3;
  }

  /** What was left out of one map or list. */
  private static final class Gone {
    private final List<String> names = new ArrayList<>();
    private int count;
    private long bytes;

    void add(String name, long size) {
      count++;
      bytes += size;
      if (names.size() < NAMES && json(name) <= LONGEST_NAME && !names.contains(name)) {
        names.add(name);
      }
    }

    Map<String, Object> mark() {
      return Map.of(
          "reason", "too_large", "fields", List.copyOf(names), "count", count, "bytes", bytes);
    }
  }
}
