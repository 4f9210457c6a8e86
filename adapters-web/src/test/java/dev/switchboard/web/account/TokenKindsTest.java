package dev.switchboard.web.account;

import static dev.switchboard.web.account.AccountServer.json;
import static dev.switchboard.web.account.AccountServer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.Registration.Mode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access and refresh tokens, good and forged, at each other's door over real HTTP. */
class TokenKindsTest {
  private static final String PASSWORD = "correct horse";

  private final AccountServer server = new AccountServer(new Registration(Mode.OPEN, false));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aTokenOpensItsOwnDoorAndNoOther() {
    register();
    var ended = logIn();
    json(server.post("/auth/logout", access(ended), ""), 200);
    var in = logIn();
    var refresh = in.get("refresh_token").asText();

    bearer(access(in), true);
    for (var token : List.of(refresh, access(ended), "garbage")) {
      bearer(token, false);
    }
    for (var token : List.of(access(in), access(ended), "garbage")) {
      problem(refresh(token), 401, "invalid_refresh_token");
    }
    json(refresh(refresh), 200);
  }

  @Test
  void anAccessTokenEndsAfterThirtyMinutes() {
    register();
    var token = access(logIn());

    server.world.pass(Duration.ofMinutes(30).minusSeconds(1));
    bearer(token, true);
    server.world.pass(Duration.ofSeconds(1 + 31)); // and the skew
    bearer(token, false);
  }

  @Test
  void aForgedTokenIsRefusedAtTheDoor() throws GeneralSecurityException {
    register();
    var real = access(logIn());
    var parts = real.split("\\.");
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    var rsa = Algorithm.RSA256((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    var otherKey = Algorithm.HMAC256("another key of at least 32 bytes".getBytes());
    var type = Map.<String, Object>of("typ", "at+jwt");

    for (var forged :
        List.of(
            encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".",
            encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + "." + parts[2],
            JWT.create().withHeader(type).withPayload(payload).sign(otherKey),
            JWT.create().withHeader(type).withPayload(payload).sign(rsa),
            encode("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}") + "." + parts[1] + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            real.substring(0, real.length() - 4),
            encode("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"../../dev/null\"}")
                + "."
                + parts[1]
                + "."
                + parts[2])) {
      bearer(forged, false);
    }
    bearer(real, true);
  }

  private void bearer(String token, boolean opens) {
    var answer = server.get("/auth/me", token);
    if (opens) {
      json(answer, 200);
    } else {
      problem(answer, 401, "invalid_token");
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }
  }

  private java.net.http.HttpResponse<String> refresh(String token) {
    return server.post("/auth/refresh", "", "{\"refresh_token\":\"%s\"}".formatted(token));
  }

  private void register() {
    var body = "{\"username\":\"ada\",\"email\":\"ada@example.test\",\"password\":\"%s\"}";
    json(server.post("/auth/register", "", body.formatted(PASSWORD)), 201);
  }

  private JsonNode logIn() {
    return server.logIn("ada", PASSWORD);
  }

  private static String access(JsonNode in) {
    return in.get("access_token").asText();
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
