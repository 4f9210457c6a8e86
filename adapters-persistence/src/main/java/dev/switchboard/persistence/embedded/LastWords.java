package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a server ended, as far as its log says it. */
final class LastWords {
  private static final int READ_BYTES = 100_000;
  private static final int TOLD = 3;
  // the level where it stands, after time and process: details and statements quote what rows hold
  private static final Pattern GRAVE =
      Pattern.compile("\\S+ \\S+ \\S+ \\[\\d+] (FATAL|PANIC): +(?<words>.*)");

  private LastWords() {}

  /**
   * In one line, the newest at the end.
   *
   * @param start of what is looked at, in bytes
   */
  static String of(Path log, long start) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var from = Math.max(start, file.length() - READ_BYTES);
      file.seek(from);
      var bytes = new byte[(int) Math.max(0, file.length() - from)];
      file.readFully(bytes);
      var words = new LinkedHashMap<String, String>(); // many processes say the same
      new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .map(GRAVE::matcher)
          .filter(Matcher::matches)
          .forEach(line -> words.putLast(line.group("words"), line.group()));
      if (!words.isEmpty()) {
        return words.values().stream()
            .skip(Math.max(0, words.size() - TOLD))
            .collect(Collectors.joining("; "));
      }
    } catch (IOException _) {
      // then there is nothing to tell
    }
    return "none, see " + log;
  }
}
