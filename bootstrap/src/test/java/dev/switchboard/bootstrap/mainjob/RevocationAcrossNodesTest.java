package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one database. What is done on one closes the sockets of the other, which would find
 * it by itself only half a minute later.
 */
class RevocationAcrossNodesTest {
  private static final String PASSWORD = "engines turn by steam";
  private static final int UNAUTHENTICATED = 4401;
  private static final int COME_BACK = 1012;
  private static final int PATIENCE_SECONDS = 5; // promised are 2; a busy machine gets the rest

  private static final HttpClient client = HttpClient.newHttpClient();
  private static Switchboard here;
  private static Switchboard there;
  private static Api api;
  private static Api other;
  private static String admin;

  @BeforeAll
  static void start(@TempDir Path folder) {
    var settings =
        TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of("BCRYPT_COST", "10"));
    here = Switchboard.start(settings, _ -> {});
    there = Switchboard.start(settings, _ -> {});
    api = new Api(here.port());
    other = new Api(there.port());
    admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
  }

  @AfterAll
  static void stop() {
    client.shutdownNow(); // close() would wait for the sockets that are still open
    api.close();
    other.close();
    here.close();
    there.close();
  }

  @Test
  void aLogoutAndAChangedPasswordCloseTheSocketsOfTheirSessionsAlone() throws Exception {
    hire("flo");
    var mine = api.login("flo", PASSWORD);
    var leaving = api.login("flo", PASSWORD);
    var deleted = api.login("flo", PASSWORD);
    var forgotten = api.login("flo", PASSWORD);
    var kept = socket(mine);
    var left = socket(leaving);
    var gone = socket(deleted);
    var old = socket(forgotten);

    api.json("POST", "/auth/logout", leaving, null);
    closed(left, UNAUTHENTICATED);
    api.json("DELETE", "/auth/sessions/" + session(deleted), mine, null);
    closed(gone, UNAUTHENTICATED);
    assertThat(old).isNotDone();
    api.json(
        "PUT",
        "/auth/me/password",
        mine,
        "{\"current_password\":\"%s\",\"new_password\":\"steam turns the engines\"}"
            .formatted(PASSWORD));
    closed(old, UNAUTHENTICATED);

    assertThat(kept).isNotDone();
  }

  @Test
  void whatAnAdministratorDoesToUsersClosesTheirSocketsAlone() throws Exception {
    var ada = hire("ada");
    var bo = hire("bo");
    var cy = hire("cy");
    var di = hire("di");
    hire("eve");
    var disabled = socket(api.login("ada", PASSWORD));
    var deleted = socket(api.login("bo", PASSWORD));
    var reset = socket(api.login("cy", PASSWORD));
    var demoted = socket(api.login("di", PASSWORD));
    var untouched = socket(api.login("eve", PASSWORD));

    api.json("PUT", "/auth/users/" + ada + "/disable", admin, null);
    closed(disabled, UNAUTHENTICATED);
    api.json("DELETE", "/auth/users/" + bo, admin, null);
    closed(deleted, UNAUTHENTICATED);
    api.json(
        "POST",
        "/api/admin/users/" + cy + "/reset-password",
        admin,
        "{\"new_password\":\"steam turns the engines\"}");
    closed(reset, UNAUTHENTICATED);
    api.json("PUT", "/auth/users/" + di + "/roles", admin, "{\"role_ids\":[]}");
    closed(demoted, COME_BACK);

    assertThat(untouched).isNotDone();
  }

  @Test
  void aRoleThatChangesSendsItsHoldersBackForTheirNewRights() throws Exception {
    var gil = hire("gil");
    var role =
        api.json(
                "POST",
                "/auth/roles",
                admin,
                "{\"name\":\"Night\",\"permissions\":[\"chat:message\"]}")
            .path("id")
            .asText();
    api.json("PUT", "/auth/users/" + gil + "/roles", admin, "{\"role_ids\":[" + role + "]}");
    var token = api.login("gil", PASSWORD);
    var open = socket(token);

    api.json(
        "PUT",
        "/auth/roles/" + role,
        admin,
        "{\"name\":\"Night\",\"permissions\":[\"chat:message\",\"chat:view:assigned\"]}");

    closed(open, COME_BACK);
    assertThat(socket(token)).isNotDone();
  }

  @Test
  void ofACompanyThatIsDeletedNoSocketStaysOpen() throws Exception {
    var made =
        api.json(
            "POST",
            "/api/companies",
            admin,
            """
            {"name":"Acme","admin":{"username":"boss","email":"boss@example.test",
             "password":"engines turn by steam"}}""");
    var open = socket(api.login("boss", PASSWORD));

    api.json("DELETE", "/api/companies/" + made.path("id").asText(), admin, null);

    closed(open, UNAUTHENTICATED);
  }

  private static void closed(CompletableFuture<Integer> socket, int code) throws Exception {
    assertThat(socket.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(code);
  }

  private static String hire(String name) {
    var body =
        """
        {"username":"%1$s","email":"%1$s@example.test","password":"%2$s","role":"agent"}"""
            .formatted(name, PASSWORD);
    return api.json("POST", "/api/admin/users", admin, body).path("id").asText();
  }

  private static String session(String token) {
    return api.json("GET", "/auth/sessions", token, null)
        .valueStream()
        .filter(session -> session.path("is_current").asBoolean())
        .map(session -> session.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  /** On the other node. */
  private static CompletableFuture<Integer> socket(String token) throws Exception {
    return OpenSocket.to(client, other.socket(token));
  }
}
