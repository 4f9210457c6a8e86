package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.ServerProcess;
import dev.switchboard.bootstrap.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the server or its database in the middle of the load: what got a 200 is there,
 * and nothing is doubled.
 */
class KillTest {
  private static final String PAGE = "2001";
  private static final Duration BACK_WITHIN = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Map<String, String> settings;
  private Api api;
  private MetaLoad load;

  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var port = freePort();
    settings =
        Map.of(
            "PORT",
            Integer.toString(port),
            "CORS_ORIGINS",
            "*",
            "ADMIN_PASSWORD",
            TestSettings.ADMIN_PASSWORD,
            "FACEBOOK_APP_SECRET",
            TestSettings.FACEBOOK_APP_SECRET);
    api = new Api(port);
    load = new MetaLoad(api.uri("/api/webhooks/facebook"), TestSettings.FACEBOOK_APP_SECRET, 7);
  }

  @AfterEach
  void close() {
    api.close();
  }

  private ServerProcess started() {
    return ServerProcess.run(folder, "start", settings).started();
  }

  @Test
  void nothingAcknowledgedIsLostAndNothingIsDoubled() throws Exception {
    var events = MetaLoad.events(List.of(PAGE), 100, 20, 1_790_000_000_000L);
    try (var server = started()) {
      connectPage();
      load.post(events, 5, 20, 16, atRound(8, server::kill));
      assertThat(load.acknowledged()).isNotEmpty().hasSizeLessThan(events.size());

      try (var _ = started()) {
        assertEverythingAcknowledgedIsThereOnce();
      }
    }
  }

  @Test
  void theDatabaseKilledComesBackByItselfAndPostsAreRefusedMeanwhile() throws Exception {
    var events = MetaLoad.events(List.of(PAGE), 20, 10, 1_790_000_000_000L);
    var last = events.subList(events.size() - 1, events.size());
    try (var _ = started()) {
      connectPage();
      load.post(events.subList(0, events.size() - 1), 5, 20, 16, atRound(1, this::killDatabase));
      await().atMost(BACK_WITHIN).until(() -> ready() == 200);

      try (var _ = portOfTheKilledDatabase()) {
        var refused = load.send(last);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(ready()).isEqualTo(503);
      }
      await().atMost(BACK_WITHIN).until(() -> ready() == 200);

      load.post(last, 0, 1, 1, () -> {});
      assertThat(load.acknowledged()).containsAll(last);
      assertEverythingAcknowledgedIsThereOnce();
    }
  }

  private static Runnable atRound(int number, Runnable disturbance) {
    var rounds = new AtomicInteger();
    return () -> {
      if (rounds.incrementAndGet() == number) {
        disturbance.run();
      }
    };
  }

  private void connectPage() {
    api.json(
        "POST",
        "/api/facebook/pages",
        api.login("admin", TestSettings.ADMIN_PASSWORD),
        "{\"page_id\":\"" + PAGE + "\",\"page_name\":\"P\",\"access_token\":\"EAA\"}");
  }

  private int ready() {
    return api.send("GET", "/health/ready", null, null).statusCode();
  }

  /** The end has come when this returns. */
  private void killDatabase() {
    var process = ProcessHandle.of(Long.parseLong(pidFile().getFirst().strip())).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Ours before it is started again. */
  private ServerSocket portOfTheKilledDatabase() throws IOException {
    for (int times = 1; ; times++) {
      var port = databasePort();
      killDatabase();
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException e) { // it was quicker, and waits longer the next time
        if (times == 5) {
          throw e;
        }
        await().atMost(BACK_WITHIN).until(() -> ready() == 200);
      }
    }
  }

  private int databasePort() {
    return Integer.parseInt(pidFile().get(3).strip());
  }

  private List<String> pidFile() {
    try {
      return Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void assertEverythingAcknowledgedIsThereOnce() {
    var admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              var stored = new HashSet<String>();
              for (var chat : api.all("/api/chats", admin)) {
                for (var message :
                    api.all("/api/chats/" + chat.get("id").asLong() + "/messages", admin)) {
                  assertThat(stored.add(message.get("external_id").asText())).isTrue();
                }
              }
              assertThat(stored)
                  .containsAll(load.acknowledged().stream().map(MetaLoad.Event::mid).toList());
            });
  }
}
