package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.mainjob.Api;
import dev.switchboard.persistence.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks by invitations which addresses have an account. */
class InvitationThrottleTest {
  private static final String TAKEN = "grace@example.test";

  @TempDir Path folder;

  /** In the smallest pool, where such a request needs both connections. */
  @Test
  void whatIsRefusedUnderAKeyCountsAsWell() throws Exception {
    var settings =
        TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of("DB_POOL_SIZE", "2"));
    try (var server = Switchboard.start(settings, _ -> {});
        var api = new Api(server.port())) {
      var admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
      api.json(
          "POST",
          "/api/admin/users",
          admin,
          """
          {"username":"grace","email":"%s","password":"engines turn by steam","role":"agent"}"""
              .formatted(TAKEN));

      var answers =
          IntStream.range(0, 11)
              .parallel()
              .mapToObj(i -> invite(api, admin, "key-" + i))
              .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

      assertThat(answers).isEqualTo(Map.of(400, 10L, 429, 1L));
    }
  }

  private static int invite(Api api, String token, String key) {
    var body = "{\"email\":\"%s\",\"role\":\"agent\"}".formatted(TAKEN);
    return api.send("POST", "/api/admin/invitations", token, body, "Idempotency-Key", key)
        .statusCode();
  }
}
