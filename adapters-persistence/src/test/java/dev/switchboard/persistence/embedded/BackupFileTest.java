package dev.switchboard.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
  @TempDir Path folder;
  private Path top;

  @BeforeEach
  void open() throws IOException {
    top = Files.createDirectories(folder.resolve("top/inner")).getParent();
    Files.writeString(top.resolve("inner/file"), "text");
  }

  @Test
  void whatGoesWhileItIsReadIsLeftOut() throws IOException {
    Files.writeString(top.resolve("gone"), "text");
    Files.createDirectory(top.resolve("goneToo"));

    var names =
        names(
            inside -> {
              // asked for each path between its listing and its reading
              delete(top.resolve("gone"));
              delete(top.resolve("goneToo"));
              return true;
            });

    assertThat(names).contains("top/", "top/inner/", "top/inner/file").doesNotContain("top/gone");
  }

  @Test
  void linksAreReplacedByWhatTheyLeadTo() throws IOException {
    var shared = Files.createDirectory(folder.resolve("shared"));
    Files.writeString(shared.resolve("mail"), "text");
    Files.createSymbolicLink(top.resolve("templates"), shared);
    Files.createSymbolicLink(top.resolve("inner/round"), top);
    Files.createSymbolicLink(top.resolve("nowhere"), folder.resolve("nothing"));
    var link = Files.createSymbolicLink(folder.resolve("link"), top);
    top = link;

    assertThat(names(_ -> true))
        .containsExactly(
            "top/", "top/inner/", "top/inner/file", "top/templates/", "top/templates/mail");
  }

  @Test
  void aFolderThatIsNotWantedIsNotLookedInto() throws IOException {
    assertThat(names(inside -> !inside.endsWith("inner"))).containsExactly("top/");
  }

  @Test
  void aLogWithAGapIsRefused() {
    var first = "0000000100000000000000FE";
    var middle = "0000000100000000000000FF";
    var last = "000000010000000100000000";

    assertThatCode(() -> Segments.requireAll(first, last, List.of(first, middle, last)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Segments.requireAll(first, last, List.of(first, last)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the write-ahead log from " + first + " to " + last);
  }

  private TreeSet<String> names(Predicate<Path> wanted) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var to = new BackupFile(bytes)) {
      to.tree(top, "top", wanted);
    }
    var names = new TreeSet<String>();
    try (var tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray())))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
