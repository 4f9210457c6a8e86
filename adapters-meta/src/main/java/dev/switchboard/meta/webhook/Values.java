package dev.switchboard.meta.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.domain.inbound.Inbound;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads single values as Meta writes them, or wrote them once; nothing here throws. */
final class Values {
  /** The longest mid kept as it is; its digest stands for a longer one. */
  static final int LONGEST_MID = 512;

  /** Far more than any platform's limit, and little enough to be indexed. */
  static final int LONGEST_TEXT = 32_768;

  private static final int LONGEST_ID = 255;
  private static final long FIRST_MILLIS = 100_000_000_000L; // 1973 in ms, the year 5138 in s
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]XX");

  private Values() {}

  /** An id as text, though old payloads carry numbers. */
  static Optional<String> id(JsonNode node) {
    if (!node.isTextual() && !node.isIntegralNumber()) {
      return Optional.empty();
    }
    return Optional.of(clean(node.asText()))
        .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID);
  }

  static Optional<String> mid(JsonNode node) {
    if (!node.isTextual() && !node.isIntegralNumber()) {
      return Optional.empty();
    }
    return Optional.of(clean(node.asText()))
        .filter(mid -> !mid.isBlank())
        .map(mid -> mid.length() > LONGEST_MID ? Inbound.digest(mid) : mid);
  }

  /** Empty where there is none. */
  static String text(JsonNode node) {
    var text = node.isValueNode() && !node.isNull() ? clean(node.asText()) : "";
    return text.length() <= LONGEST_TEXT ? text : clean(text.substring(0, LONGEST_TEXT));
  }

  /** A kind or a name of something, of which a longer one is cut; empty where there is none. */
  static String word(JsonNode node) {
    return word(text(node));
  }

  static String word(String text) {
    return text.length() <= LONGEST_ID ? clean(text) : clean(text.substring(0, LONGEST_ID));
  }

  /** True as a boolean, a text or a number. */
  static boolean flag(JsonNode node) {
    return node.asBoolean(false);
  }

  /**
   * Milliseconds, seconds or ISO text. What is more than a day after {@code receivedAt} is taken
   * for {@code receivedAt}: one clock gone wrong must not hold a thread's order for years.
   */
  static Optional<Instant> time(JsonNode node, Instant receivedAt) {
    return read(node)
        .map(at -> at.isAfter(receivedAt.plus(CLOCK_SKEW)) ? receivedAt : at)
        .filter(at -> at.isAfter(Instant.EPOCH));
  }

  private static Optional<Instant> read(JsonNode node) {
    if (node.isNumber()) {
      return Optional.of(moment(node.doubleValue()));
    }
    if (!node.isTextual()) {
      return Optional.empty();
    }
    var text = node.asText().strip();
    try {
      return text.matches("-?\\d{1,18}")
          ? Optional.of(moment(Long.parseLong(text)))
          : Optional.of(OffsetDateTime.parse(text, WITH_OFFSET).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Instant moment(double value) {
    var number = Math.max(0, (long) value); // saturates
    return number < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }

  /** The fields of an object, as plain values; a lone value under {@code value}. */
  static Map<String, Object> map(JsonNode node) {
    var map = new LinkedHashMap<String, Object>();
    if (node.isObject()) {
      node.properties().forEach(field -> put(map, field.getKey(), field.getValue()));
    } else {
      put(map, "value", node);
    }
    return map;
  }

  /** Leaves out what is absent or null. */
  static void put(Map<String, Object> map, String name, JsonNode node) {
    if (!node.isMissingNode() && !node.isNull()) {
      map.put(clean(name), plain(node));
    }
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      return map(node);
    }
    if (node.isArray()) {
      return list(node);
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? number(node) : clean(node.asText());
  }

  private static List<Object> list(JsonNode node) {
    var list = new ArrayList<>();
    for (var item : node) {
      if (!item.isNull()) {
        list.add(plain(item));
      }
    }
    return list;
  }

  /** Numbers that no ordinary type holds become texts: no digit of an id may get lost. */
  private static Object number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.asText();
    }
    var value = node.doubleValue();
    return Double.isFinite(value) ? (Object) value : node.asText();
  }

  /** Without NUL, which PostgreSQL cannot hold, and with whole surrogate pairs only. */
  static String clean(String text) {
    var at = firstUnclean(text);
    if (at < 0) {
      return text;
    }
    var clean = new StringBuilder(text.length()).append(text, 0, at);
    text.codePoints()
        .skip(text.codePointCount(0, at))
        .filter(point -> point != 0)
        .map(point -> isSurrogate(point) ? '\uFFFD' : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int firstUnclean(String text) {
    for (int i = 0; i < text.length(); i++) {
      var unit = text.charAt(i);
      if (unit == 0 || isSurrogate(text.codePointAt(i))) {
        return i;
      }
      if (Character.isHighSurrogate(unit)) {
        i++; // its other half is there
      }
    }
    return -1;
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
