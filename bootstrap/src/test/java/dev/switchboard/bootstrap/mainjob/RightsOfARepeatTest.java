package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An answer that is kept under an {@code Idempotency-Key} is for whoever may still ask for it: a
 * repeat is let in as any request is, and only then answered again.
 */
class RightsOfARepeatTest {
  private static final String PASSWORD = "correct horse";

  private static Switchboard switchboard;
  private static Api api;
  private static String admin;
  private static int hired;

  private String name; // of somebody new, who administers the company
  private String id;

  @BeforeAll
  static void start(@TempDir Path folder) {
    switchboard =
        Switchboard.start(TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of()), _ -> {});
    api = new Api(switchboard.port());
    admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
  }

  @AfterAll
  static void stop() {
    api.close();
    switchboard.close();
  }

  @BeforeEach
  void hire() {
    name = "ada" + ++hired;
    id = hire(name, "admin");
  }

  @Test
  void whoLostTheRightIsRefusedAndHasTheFirstAnswerAgainWithIt() {
    var token = api.login(name, PASSWORD);
    var first = addRole(token);
    assertReplayed(addRole(token), first);

    giveRoles("");
    assertRefused(addRole(token), 403, "insufficient_permissions");

    giveRoles(role("company_admin"));
    assertReplayed(addRole(token), first);
  }

  @Test
  void whoWasDisabledIsRefused() {
    var token = api.login(name, PASSWORD);
    assertThat(addRole(token).statusCode()).isEqualTo(201);

    api.json("PUT", "/auth/users/" + id + "/disable", admin, null);

    assertRefused(addRole(token), 403, "user_disabled");
  }

  @Test
  void whoWasDeletedIsRefused() {
    var token = api.login(name, PASSWORD);
    assertThat(addRole(token).statusCode()).isEqualTo(201);

    api.json("DELETE", "/auth/users/" + id, admin, null);

    assertRefused(addRole(token), 401, "invalid_token");
  }

  @Test
  void anEndedSessionIsRefusedAndAnotherOfTheSameUserHasTheFirstAnswer() {
    var token = api.login(name, PASSWORD);
    var first = addRole(token);

    api.json("POST", "/auth/logout", token, "{}");

    assertRefused(addRole(token), 401, "invalid_token");
    assertReplayed(addRole(api.login(name, PASSWORD)), first);
  }

  /** A message to a colleague needs no right but to be there. */
  @Test
  void whoMayDoNothingMoreThanBeThereIsRefusedOnceTheyAreNot() {
    var token = api.login(name, PASSWORD);
    var bo = hire("bo", "agent");
    var words = "{\"recipient_id\":%s,\"content\":\"hello\"}".formatted(bo);
    assertThat(post("/api/messages", token, words).statusCode()).isEqualTo(201);

    api.json("PUT", "/auth/users/" + id + "/disable", admin, null);

    assertRefused(post("/api/messages", token, words), 403, "user_disabled");
  }

  private HttpResponse<String> addRole(String token) {
    var role = "{\"name\":\"Night shift of %s\",\"permissions\":[]}".formatted(name);
    return post("/auth/roles", token, role);
  }

  private static HttpResponse<String> post(String path, String token, String body) {
    return api.send("POST", path, token, body, "Idempotency-Key", "the-same-each-time");
  }

  private static void assertReplayed(HttpResponse<String> again, HttpResponse<String> first) {
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"" + code + "\"").doesNotContain("Night shift", "hello");
    assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
  }

  private void giveRoles(String ids) {
    var body = "{\"role_ids\":[%s]}".formatted(ids);
    api.json("PUT", "/auth/users/" + id + "/roles", admin, body);
  }

  private static String role(String slug) {
    return api.all("/auth/roles", admin).stream()
        .filter(role -> role.path("slug").asText().equals(slug))
        .map(role -> role.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  private static String hire(String name, String role) {
    var body =
        "{\"username\":\"%s\",\"email\":\"%s@example.test\",\"password\":\"%s\",\"role\":\"%s\"}"
            .formatted(name, name, PASSWORD, role);
    return api.json("POST", "/api/admin/users", admin, body).path("id").asText();
  }
}
