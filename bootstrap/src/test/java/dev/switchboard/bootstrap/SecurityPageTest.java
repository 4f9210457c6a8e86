package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each promise of {@code docs/security.md} names its tests, and they must be there. */
class SecurityPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]-\\d+)[^|]*\\|.*\\|$");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

  @Test
  void everyTestItNamesExists() throws IOException {
    var sources = testSources();
    var missing = new ArrayList<String>();
    TEST.matcher(page())
        .results()
        .filter(
            test ->
                sources.getOrDefault(test.group(1), List.of()).stream()
                    .noneMatch(text -> text.contains(" " + test.group(2) + "(")))
        .forEach(test -> missing.add(test.group()));

    assertThat(missing).isEmpty();
  }

  @Test
  void everyRowNamesATestOrSaysWhyNot() throws IOException {
    var rows = ROW.matcher(page()).results().map(row -> row.group()).toList();

    assertThat(rows).hasSizeGreaterThan(40);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(TEST.matcher(row).find() || row.contains("not yet:")).isTrue());
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/security.md"));
  }

  /** Contracts count as well: what extends them runs them. */
  private static Map<String, List<String>> testSources() throws IOException {
    var sources = new HashMap<String, List<String>>();
    try (var files = Files.walk(ROOT)) {
      for (var file : files.filter(path -> path.toString().contains("src/test/java")).toList()) {
        var name = file.getFileName().toString();
        if (name.endsWith(".java")) {
          sources
              .computeIfAbsent(name.substring(0, name.length() - 5), _ -> new ArrayList<>())
              .add(Files.readString(file));
        }
      }
    }
    return sources;
  }
}
