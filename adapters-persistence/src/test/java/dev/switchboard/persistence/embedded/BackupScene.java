package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A data directory, a place for its backup, and servers that end with the test. */
abstract class BackupScene {
  @TempDir Path folder;
  Path data;
  Path file;
  private final List<EmbeddedPostgres> started = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    data = folder.resolve("data");
    file = folder.resolve("backup.tar.gz");
  }

  @AfterEach
  void stop() {
    started.forEach(EmbeddedPostgres::close);
  }

  EmbeddedPostgres start(Path directory) {
    var server = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(directory, _ -> {}));
    started.add(server);
    return server;
  }
}
