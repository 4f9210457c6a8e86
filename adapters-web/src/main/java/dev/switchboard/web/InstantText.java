package dev.switchboard.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An instant as {@code 2026-11-22T09:30:00.123456Z}: a page of conversations carries hundreds, and
 * a formatter takes many times as long.
 */
final class InstantText {
  private static final DateTimeFormatter ANY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final byte[] SHAPE =
      "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.US_ASCII);
  private static final int LAST_YEAR = 9_999; // of four digits
  private static final int MICRO = 1_000;

  private InstantText() {}

  /** What is beyond the microsecond is cut. */
  static String of(Instant at) {
    var time = at.atOffset(ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      return ANY.format(at);
    }
    var text = SHAPE.clone();
    put(text, 0, 4, time.getYear());
    put(text, 5, 2, time.getMonthValue());
    put(text, 8, 2, time.getDayOfMonth());
    put(text, 11, 2, time.getHour());
    put(text, 14, 2, time.getMinute());
    put(text, 17, 2, time.getSecond());
    put(text, 20, 6, time.getNano() / MICRO);
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static void put(byte[] text, int from, int digits, int value) {
    int left = value;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }
}
