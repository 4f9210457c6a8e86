package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees when something is wrong: one line each, exit status 1, no stack trace. */
class MainTest {
  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void everyWrongSettingIsNamed() throws Exception {
    assertThat(refused("start", Map.of("PORT", "x", "LOG_FORMAT", "xml")))
        .containsExactly(
            "switchboard: setting PORT: expected a whole number from 0 to 65535",
            "switchboard: setting LOG_FORMAT: expected one of plain, json");
  }

  @Test
  void productionWithoutSecretsIsRefused() throws Exception {
    assertThat(refused("start", Map.of("ENVIRONMENT", "production")))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("switchboard: setting JWT_SECRET: "))
        .anyMatch(line -> line.startsWith("switchboard: setting ENCRYPTION_KEY: "));
  }

  @Test
  void anUnreachableDatabaseIsOneLine() throws Exception {
    assertThat(refused("start", Map.of("DATABASE_URL", "postgresql://u:hidden@127.0.0.1:1/sb")))
        .singleElement()
        .asString()
        .startsWith("switchboard: cannot use the database jdbc:postgresql://127.0.0.1:1/sb: ")
        .doesNotContain("hidden");
  }

  @Test
  void anUnknownDatabaseHostIsNamed() throws Exception {
    assertThat(refused("start", Map.of("DATABASE_URL", "postgresql://u:hidden@nowhere.invalid/sb")))
        .singleElement()
        .asString()
        .endsWith(": unknown host nowhere.invalid");
  }

  @Test
  void aDataDirectoryOfAnotherVersionIsOneLine() throws Exception {
    Files.createDirectories(folder.resolve("data/postgres"));
    Files.writeString(folder.resolve("data/postgres/PG_VERSION"), "15\n");

    assertThat(refused("start", Map.of()))
        .singleElement()
        .asString()
        .contains("belongs to PostgreSQL 15, this is 18");
  }

  @Test
  void aPortInUseIsOneLineAndNothingIsMade() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      assertThat(refused("start", Map.of("PORT", port)))
          .singleElement()
          .asString()
          .startsWith("switchboard: cannot listen on 127.0.0.1 port " + port + ": in use");
    }
    assertThat(folder.resolve("data/postgres")).doesNotExist();
  }

  @Test
  void anUnknownCommandIsRefused() throws Exception {
    assertThat(refused("bogus", Map.of())).first().isEqualTo("switchboard: unknown command bogus");
  }

  @Test
  void migrateBringsTheDatabaseToThisVersionAndEnds() throws Exception {
    try (var migrate = ServerProcess.run(folder, "migrate", Map.of())) {
      assertThat(migrate.ended(60)).as(migrate.output()).isZero();
      assertThat(migrate.output()).contains("The database is at this version.");
    }
  }

  @Test
  void settingsComeFromADotEnvFileInTheWorkingDirectory() throws Exception {
    Files.writeString(folder.resolve(".env"), "LOG_FORMAT=bogus\n");

    assertThat(refused("start", Map.of()))
        .containsExactly("switchboard: setting LOG_FORMAT: expected one of plain, json");
  }

  private java.util.List<String> refused(String command, Map<String, String> environment)
      throws InterruptedException {
    try (var process = ServerProcess.run(folder, command, new HashMap<>(environment))) {
      assertThat(process.ended(60)).as(process.output()).isEqualTo(1);
      assertThat(process.output()).doesNotContain("\tat ").doesNotContain("Exception");
      return process.output().lines().toList();
    }
  }
}
