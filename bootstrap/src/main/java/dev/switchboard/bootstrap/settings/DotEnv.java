package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .env} format: {@code NAME=value} lines, {@code #} comments, an optional {@code
 * export}, single quotes literal, double quotes with {@code \n \r \t \" \\ \$}. Nothing is
 * expanded.
 */
final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
  private static final Pattern QUOTED =
      Pattern.compile("(?:'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*(?:#.*)?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private DotEnv() {}

  /** Empty where there is no such file. */
  static Map<String, String> read(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return parse(file.getFileName().toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new InvalidSettings(List.of(file + ": cannot be read as UTF-8 text"));
    }
  }

  static Map<String, String> parse(String file, List<String> lines) {
    var values = new LinkedHashMap<String, String>();
    var problems = new ArrayList<String>();
    for (var number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1).strip();
      if (number == 1 && line.startsWith("\uFEFF")) {
        line = line.substring(1); // written by an editor that marks UTF-8
      }
      if (!line.isEmpty() && !line.startsWith("#") && !put(values, line)) {
        problems.add(file + " line " + number + ": expected NAME=value");
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return values;
  }

  private static boolean put(Map<String, String> values, String line) {
    var match = LINE.matcher(line);
    if (!match.matches()) {
      return false;
    }
    var raw = match.group(2);
    if (!raw.startsWith("'") && !raw.startsWith("\"")) {
      values.put(match.group(1), raw.replaceFirst("(^|\\s+)#.*$", "").strip());
      return true;
    }
    var quoted = QUOTED.matcher(raw);
    if (!quoted.matches()) {
      return false;
    }
    var literal = quoted.group(1);
    values.put(match.group(1), literal != null ? literal : unescaped(quoted.group(2)));
    return true;
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    switch (escape.group(1)) {
                      case "n" -> "\n";
                      case "r" -> "\r";
                      case "t" -> "\t";
                      case String other -> other;
                    }));
  }
}
