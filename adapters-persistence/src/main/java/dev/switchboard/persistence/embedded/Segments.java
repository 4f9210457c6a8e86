package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.util.List;

/** The names of the write-ahead log's files: timeline, and number in two parts. */
final class Segments {
  private static final int PART = 8;
  private static final long IN_A_PART = 256; // of the 16 MB that initdb makes them

  private Segments() {}

  static boolean between(String first, String last, String name) {
    return name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
  }

  /** Without one of them the copy could never be made whole, and only a restore would notice. */
  static void requireAll(String first, String last, List<String> found) throws IOException {
    if (found.size() != number(last) - number(first) + 1) {
      throw new IOException(
          "the write-ahead log from " + first + " to " + last + " is not all there: " + found);
    }
  }

  private static long number(String name) {
    return Long.parseLong(name.substring(PART, 2 * PART), 16) * IN_A_PART
        + Long.parseLong(name.substring(2 * PART), 16);
  }
}
