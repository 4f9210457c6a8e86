package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.ServerProcess;
import dev.switchboard.bootstrap.TestSettings;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of the load: what got a 200 is there, and nothing is doubled. */
class KillTest {
  private static final String PAGE = "2001";

  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsDoubled() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var port = freePort();
    var settings =
        Map.of(
            "PORT",
            Integer.toString(port),
            "CORS_ORIGINS",
            "*",
            "ADMIN_PASSWORD",
            TestSettings.ADMIN_PASSWORD,
            "FACEBOOK_APP_SECRET",
            TestSettings.FACEBOOK_APP_SECRET);
    var events = MetaLoad.events(List.of(PAGE), 100, 20, 1_790_000_000_000L);
    try (var api = new Api(port)) {
      var load =
          new MetaLoad(api.uri("/api/webhooks/facebook"), TestSettings.FACEBOOK_APP_SECRET, 7);
      var server = ServerProcess.run(folder, "start", settings).started();
      var admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
      api.json(
          "POST",
          "/api/facebook/pages",
          admin,
          "{\"page_id\":\"" + PAGE + "\",\"page_name\":\"P\",\"access_token\":\"EAA\"}");
      var rounds = new AtomicInteger();
      load.post(
          events,
          5,
          20,
          16,
          () -> {
            if (rounds.incrementAndGet() == 8) {
              server.kill();
            }
          });
      assertThat(load.acknowledged()).isNotEmpty().hasSizeLessThan(events.size());

      try (var _ = ServerProcess.run(folder, "start", settings).started()) {
        assertEverythingAcknowledgedIsThereOnce(api, load);
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void assertEverythingAcknowledgedIsThereOnce(Api api, MetaLoad load) {
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
