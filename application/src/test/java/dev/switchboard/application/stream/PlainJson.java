package dev.switchboard.application.stream;

import dev.switchboard.application.Json;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Just enough JSON to read frames in a test: records, collections, numbers, plain strings. */
final class PlainJson implements Json {
  @Override
  public String write(Object value) {
    return switch (value) {
      case null -> "null";
      case Number number -> number.toString();
      case Collection<?> many ->
          many.stream().map(this::write).collect(Collectors.joining(",", "[", "]"));
      case Record some ->
          Arrays.stream(some.getClass().getRecordComponents())
              .map(part -> "\"" + snake(part.getName()) + "\":" + write(read(part, some)))
              .collect(Collectors.joining(",", "{", "}"));
      default -> "\"" + value + "\"";
    };
  }

  static String text(String frame, String field) {
    return find(frame, "\"" + field + "\":\"([^\"]*)\"").orElseThrow();
  }

  static long number(String frame, String field) {
    return find(frame, "\"" + field + "\":(-?\\d+)").map(Long::parseLong).orElseThrow();
  }

  static boolean has(String frame, String field) {
    return frame.contains("\"" + field + "\":");
  }

  private static Optional<String> find(String frame, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(frame);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }

  private static Object read(RecordComponent part, Record record) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
