package dev.switchboard.web.account;

import static dev.switchboard.web.account.AccountServer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.Registration.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stolen session does not tell what the password is. */
class PasswordGuessingTest {
  private static final String GUESS =
      "{\"current_password\":\"a guess\",\"new_password\":\"battery staple\"}";

  private final AccountServer server = new AccountServer(new Registration(Mode.OPEN, false));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoGuessesTheCurrentPasswordIsToldToWait() {
    server.create("ada", "agent");
    var token = server.token("ada");

    var wrong = server.send("PUT", "/auth/me/password", token, GUESS);
    problem(wrong, 400, "wrong_password");
    assertThat(wrong.headers().firstValue("RateLimit-Policy").orElseThrow())
        .isEqualTo("\"login\";q=5;w=900, \"login-address\";q=20;w=900");
    for (int i = 0; i < 4; i++) {
      problem(server.post("/api/auth/change-password", token, GUESS), 401, "wrong_password");
    }

    for (var path : new String[] {"/auth/me/password", "/auth/change-password"}) {
      var refused = server.send("PUT", path, token, GUESS.replace("a guess", "secret password"));
      problem(refused, 429, "too_many_requests");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.headers().firstValue("RateLimit").orElseThrow())
          .startsWith("\"login\";r=0;t=");
    }
  }
}
