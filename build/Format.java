import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code check} fails on the first look at an unformatted file; {@code fix} formats in place. */
void main(String[] arguments) throws IOException, FormatterException {
  var fix = arguments.length > 0 && arguments[0].equals("fix");
  var unformatted = 0;
  for (var file : sources()) {
    var text = Files.readString(file);
    var wanted = formatted(text);
    if (!wanted.equals(text)) {
      unformatted++;
      if (fix) {
        Files.writeString(file, wanted);
      } else {
        IO.println("not formatted: " + file);
      }
    }
  }
  IO.println(fix ? unformatted + " files formatted" : unformatted + " files not formatted");
  if (!fix && unformatted > 0) {
    IO.println("run ./switchboard format");
    System.exit(1);
  }
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
