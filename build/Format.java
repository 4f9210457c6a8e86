import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code check} fails on the first look at an unformatted file; {@code fix} formats in place. Texts that were found formatted before are known by their hash
 * and not looked at again.
 */
void main(String[] arguments) throws IOException, FormatterException, NoSuchAlgorithmException {
  var fix = arguments[0].equals("fix");
  var version = arguments[1];
  var memory = Path.of("target", "formatted");
  var before = known(memory);
  var good = new TreeSet<String>();
  var unformatted = 0;
  for (var file : sources()) {
    var text = Files.readString(file);
    var hash = hash(text, version);
    var wanted = before.contains(hash) ? text : formatted(text);
    if (!wanted.equals(text)) {
      unformatted++;
      if (fix) {
        Files.writeString(file, wanted);
      } else {
        IO.println("not formatted: " + file);
      }
    }
    good.add(hash(wanted, version));
  }
  Files.createDirectories(memory.getParent());
  Files.write(memory, good);
  IO.println(fix ? unformatted + " files formatted" : unformatted + " files not formatted");
  if (!fix && unformatted > 0) {
    IO.println("run ./switchboard format");
    System.exit(1);
  }
}

Set<String> known(Path memory) throws IOException {
  return Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
}

/** Of the text and of the formatter's version that judged it. */
String hash(String text, String version) throws NoSuchAlgorithmException {
  var sha = MessageDigest.getInstance("SHA-256");
  sha.update(version.getBytes(StandardCharsets.UTF_8));
  return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
}

String formatted(String text) throws FormatterException {
  var ordered = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.GOOGLE);
  return new Formatter().formatSource(ordered);
}

List<Path> sources() throws IOException {
  try (var files = Files.walk(Path.of("."))) {
    return files
        .filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/") && !file.endsWith("build/Format.java"))
        .sorted()
        .toList();
  }
}
