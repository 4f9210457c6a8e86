package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.persistence.TestDatabase;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guessing a password over HTTP: two servers on one database, one after the other and at once. */
class LoginThrottleTest {
  private static final String RIGHT = TestSettings.ADMIN_PASSWORD;

  @TempDir Path folder;

  private final HttpClient attacker = HttpClient.newHttpClient();
  private final HttpClient elsewhere =
      HttpClient.newBuilder().localAddress(loopback("127.0.0.2")).build();

  @Test
  void twoHundredWrongOnesAreSlowedDownOnEveryNodeAndTheOwnerElsewhereGetsIn() throws Exception {
    var settings = TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of());
    try (var one = Switchboard.start(settings, _ -> {});
        var other = Switchboard.start(settings, _ -> {})) {
      int refused = 0;
      for (int i = 0; i < 200; i++) {
        var status = logIn(attacker, (i % 2 == 0 ? one : other).port(), "wrong").statusCode();
        assertThat(status).isIn(401, 429);
        refused += status == 429 ? 1 : 0;
      }
      assertThat(refused).isGreaterThan(180);
      slowedDown(logIn(attacker, one.port(), RIGHT));
      slowedDown(logIn(attacker, other.port(), "wrong"));
      assertThat(logIn(elsewhere, one.port(), RIGHT).statusCode()).isEqualTo(200);
    }
    try (var again = Switchboard.start(settings, _ -> {})) {
      slowedDown(logIn(attacker, again.port(), "wrong"));
      assertThat(logIn(elsewhere, again.port(), RIGHT).statusCode()).isEqualTo(200);
    }
  }

  private static void slowedDown(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(429);
    var wait = Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
    assertThat(wait).isPositive();
    assertThat(answer.headers().firstValue("RateLimit")).hasValue("\"login\";r=0;t=" + wait);
    assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"login\";q=10;w=900");
    var problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("code").asText()).isEqualTo("too_many_requests");
  }

  private static HttpResponse<String> logIn(HttpClient client, int port, String password)
      throws Exception {
    var body = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password);
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/auth/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static InetAddress loopback(String address) {
    return InetAddress.ofLiteral(address);
  }
}
