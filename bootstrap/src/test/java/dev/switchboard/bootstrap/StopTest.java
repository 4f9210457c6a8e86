package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the running program ends: gently by a signal, or killed, and what is left then. */
class StopTest {
  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aSignalStopsItGentlyWithinThirtySecondsAndLeavesNoProcess() throws Exception {
    try (var server = ServerProcess.run(folder, "start", Map.of("DRAIN_SECONDS", "3")).started()) {
      assertThat(server.status("/health/ready")).isEqualTo(200);
      var family = server.family();
      assertThat(family).hasSizeGreaterThan(2);

      server.terminate();

      // still served, but no longer to be chosen by a load balancer
      Awaitility.await().until(() -> server.status("/health/ready") == 503);
      assertThat(server.status("/health/live")).isEqualTo(200);
      server.terminate(); // a second signal changes nothing
      assertThat(server.ended(30)).isZero();
      assertGone(family);
      assertThat(server.output()).doesNotContain("Exception");
    }
  }

  @Test
  void aSignalDuringTheStartEndsItToo() throws Exception {
    try (var server = ServerProcess.run(folder, "start", Map.of())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.output().contains("Creating the database"));
      var family = server.family();

      server.terminate();

      assertThat(server.ended(30)).isZero();
      assertGone(family);
    }
    try (var again = ServerProcess.run(folder, "start", Map.of()).started()) {
      assertThat(again.status("/health/ready")).isEqualTo(200);
    }
  }

  @Test
  void aKillLosesNoCommittedRowAndLeavesNoProcess() throws Exception {
    Set<Long> acknowledged = new ConcurrentSkipListSet<>();
    try (var server = ServerProcess.run(folder, "start", Map.of()).started()) {
      var family = server.family();
      var writer = Thread.ofVirtual().start(() -> write(acknowledged));
      Awaitility.await().until(() -> acknowledged.size() > 200);

      server.kill();

      writer.join();
      assertGone(family);
    }
    try (var again = ServerProcess.run(folder, "start", Map.of()).started();
        var connection = connect()) {
      assertThat(again.status("/health/ready")).isEqualTo(200);
      assertThat(stored(connection)).containsAll(acknowledged);
    }
  }

  private static void assertGone(List<ProcessHandle> family) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Until the server is gone; what is added was committed. */
  private void write(Set<Long> acknowledged) {
    try (var connection = connect();
        var insert =
            connection.prepareStatement("insert into company values (?, 'x', now(), now())")) {
      for (var id = 1_000_000L; ; id++) {
        insert.setLong(1, id);
        insert.executeUpdate();
        acknowledged.add(id);
      }
    } catch (SQLException _) {
      // the end this test is about
    }
  }

  private Connection connect() throws SQLException {
    try {
      var data = folder.resolve("data");
      var port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
          "switchboard",
          Files.readString(data.resolve("postgres.password")).strip());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<Long> stored(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select id from company where id >= 1000000")) {
      var ids = new HashSet<Long>();
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      return ids;
    }
  }
}
