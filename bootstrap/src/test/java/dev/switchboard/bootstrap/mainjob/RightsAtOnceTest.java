package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator takes or gives acts on the next request, on sockets and on chats. */
class RightsAtOnceTest {
  private static final String PAGE = "1001";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Switchboard switchboard;
  private Api api;
  private String admin;

  @BeforeEach
  void start() {
    switchboard =
        Switchboard.start(TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of()), _ -> {});
    api = new Api(switchboard.port());
    admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
  }

  @AfterEach
  void stop() {
    client.shutdownNow(); // close() would wait for the sockets that are still open
    api.close();
    switchboard.close();
  }

  private record Person(String id, String token) {}

  @Test
  void whoIsDisabledOrDeletedIsOutAtOnce() throws Exception {
    var ada = hire("ada", "agent");
    var bo = hire("bo", "agent");
    var adas = socket(ada);
    var bos = socket(bo);

    put("/auth/users/" + ada.id() + "/disable", null);
    api.json("DELETE", "/auth/users/" + bo.id(), admin, null);

    OpenSocket.awaitClosed(adas, OpenSocket.UNAUTHENTICATED);
    OpenSocket.awaitClosed(bos, OpenSocket.UNAUTHENTICATED);
    refused(403, "user_disabled", ada);
    refused(401, "invalid_token", bo);
  }

  @Test
  void whoLosesAPermissionIsRefusedOnTheNextRequestAndTheirSocketComesBackWithoutIt()
      throws Exception {
    var ada = hire("ada", "agent");
    var open = socket(ada);
    api.json("GET", "/api/chats", ada.token(), null);

    put("/auth/users/" + ada.id() + "/roles", "{\"role_ids\":[]}");

    OpenSocket.awaitClosed(open, OpenSocket.COME_BACK);
    refused(403, "insufficient_permissions", ada);
    assertThat(socket(ada)).isNotDone();
  }

  @Test
  void chatsFollowWhoMayReceiveThem() throws Exception {
    api.json(
        "POST",
        "/api/facebook/pages",
        admin,
        "{\"page_id\":\"%s\",\"page_name\":\"Shop\",\"access_token\":\"EAA1\"}".formatted(PAGE));
    var load = new MetaLoad(api.uri("/api/webhooks/facebook"), TestSettings.FACEBOOK_APP_SECRET, 1);
    load.post(MetaLoad.events(List.of(PAGE), 4, 1, 1_790_000_000_000L), 0, 10, 1, () -> {});
    await().atMost(Duration.ofSeconds(20)).until(() -> chats("").size() == 4);
    assertThat(chats("unassigned")).hasSize(4);

    var ada = hire("ada", "agent"); // whoever waited is hers
    assertThat(chats(ada.id())).hasSize(4);

    var bo = hire("bo", "agent");
    position(ada, "supervisor"); // may not receive any more: all go to the other
    assertThat(chats(bo.id())).hasSize(4);

    put("/auth/users/" + bo.id() + "/disable", null);
    assertThat(chats("unassigned")).hasSize(4);
    position(ada, "agent");
    assertThat(chats(ada.id())).hasSize(4);
    assertThat(open(ada)).isEqualTo(4);
    api.json("DELETE", "/auth/users/" + ada.id(), admin, null);
    assertThat(chats("unassigned")).hasSize(4);
    put("/auth/users/" + bo.id() + "/enable", null);
    assertThat(chats(bo.id())).hasSize(4);
  }

  private long open(Person person) {
    return StreamSupport.stream(
            api.json("GET", "/api/users/roster", admin, null).spliterator(), false)
        .filter(line -> line.path("id").asText().equals(person.id()))
        .mapToLong(line -> line.path("assigned_chat_count").asLong())
        .sum();
  }

  private JsonNode chats(String assignee) {
    var which = assignee.isEmpty() ? "" : "?assigned_to=" + assignee;
    return api.json("GET", "/api/chats" + which, admin, null);
  }

  private void position(Person person, String slug) {
    var role =
        StreamSupport.stream(api.json("GET", "/api/positions", admin, null).spliterator(), false)
            .filter(one -> one.path("slug").asText().equals(slug))
            .findFirst()
            .orElseThrow();
    api.json(
        "POST",
        "/api/users/" + person.id() + "/position",
        admin,
        "{\"position_id\":" + role.path("id") + "}");
  }

  private Person hire(String name, String role) {
    var body =
        "{\"username\":\"%s\",\"email\":\"%s@example.test\",\"password\":\"correct horse\",\"role\":\"%s\"}"
            .formatted(name, name, role);
    var user = api.json("POST", "/api/admin/users", admin, body);
    return new Person(user.path("id").asText(), api.login(name, "correct horse"));
  }

  private void put(String path, String body) {
    api.json("PUT", path, admin, body);
  }

  private void refused(int status, String code, Person person) {
    var answer = api.send("GET", "/api/chats", person.token(), null);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(code);
  }

  /** Open, and then the code it is closed with. */
  private CompletableFuture<Integer> socket(Person person) throws Exception {
    return OpenSocket.to(client, api.socket(person.token()));
  }
}
