package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route of the running server, asked by everybody: who is let in and who is not is what
 * {@code docs/permissions.md} says. Let in is also who is then told that the body or the id is
 * wrong: the requests carry an empty body and ids of nobody, so that none of them does anything.
 */
class RoleMatrixTest {
  private static final String PASSWORD = "a password of the matrix";
  private static final String NOBODYS_ID = "999999999999";
  private static final List<String> ROLES =
      List.of("company_admin", "supervisor", "agent", "client", "member");
  private static final Set<String> AT_THE_DOOR =
      Set.of("not_authenticated", "invalid_token", "insufficient_permissions", "user_disabled");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Map<String, String> TOKENS = new LinkedHashMap<>();
  private static Switchboard server;

  @BeforeAll
  static void everybodyIsThere() {
    var database = TestDatabase.emptyMigrated();
    server = Switchboard.start(TestSettings.of(database, folder, Map.of()), _ -> {});
    TOKENS.put("admin", logIn("admin"));
    for (var role : ROLES) {
      hire(role, "\"role\":\"" + role + "\"");
    }
    var empty = json(send("POST", "/auth/roles", "admin", "{\"name\":\"Without anything\"}"));
    hire("nothing", "\"position_id\":" + empty.path("id").asText());
    var gone = hire("disabled", "\"role\":\"company_admin\"");
    assertThat(send("PUT", "/auth/users/" + gone + "/disable", "admin", null).statusCode())
        .isEqualTo(200);
    TOKENS.put("anonymous", "");
  }

  private static String hire(String name, String rank) {
    var body =
        "{\"username\":\"%s\",\"email\":\"%s@example.test\",\"password\":\"%s\",%s}"
            .formatted(name, name, PASSWORD, rank);
    var user = json(send("POST", "/api/admin/users", "admin", body));
    TOKENS.put(name, logIn(name));
    return user.path("id").asText();
  }

  private static String logIn(String name) {
    var password = name.equals("admin") ? TestSettings.ADMIN_PASSWORD : PASSWORD;
    var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    return json(send("POST", "/auth/login", "", body)).path("access_token").asText();
  }

  @AfterAll
  static void stop() {
    server.close();
    CLIENT.close();
  }

  @TestFactory
  Stream<DynamicTest> whoIsLetInIsWhatThePageSays() throws IOException {
    var page = PermissionsPage.read().routes();
    return server.routes().stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    PermissionsPage.name(route),
                    () -> {
                      var cells = TOKENS.keySet().stream().map(who -> cell(route, who)).toList();
                      assertThat(page.get(PermissionsPage.name(route)))
                          .as("the line of this route in docs/permissions.md; check and add it")
                          .isEqualTo(PermissionsPage.line(route, cells));
                    }));
  }

  @Test
  void thePageNamesNoRouteThatIsNotThere() throws IOException {
    var gone = new TreeSet<>(PermissionsPage.read().routes().keySet());
    gone.removeAll(server.routes().stream().map(PermissionsPage::name).collect(Collectors.toSet()));

    assertThat(gone).isEmpty();
  }

  @Test
  void thePageSaysWhatTheSystemRolesGrant() throws IOException {
    var page = PermissionsPage.read();

    assertThat(PermissionsPage.grants().filter(line -> !page.contains(line)))
        .as("missing in docs/permissions.md")
        .isEmpty();
  }

  private static String cell(WebServer.Registered route, String who) {
    var path = route.path().replaceAll("\\{[^}]+}", NOBODYS_ID);
    var body = Set.of("POST", "PUT", "PATCH").contains(route.method()) ? "{}" : null;
    var answer = send(route.method(), path, who, body);
    var status = answer.statusCode();
    assertThat(status).as("%s by %s: %s", route, who, answer.body()).isLessThan(500);
    if (status < 300 && body != null) {
      comeBack(who);
    }
    var refused = (status == 401 || status == 403) && AT_THE_DOOR.contains(code(answer));
    return refused ? Integer.toString(status) : "yes";
  }

  /** Who has just logged out. */
  private static void comeBack(String who) {
    if (!TOKENS.get(who).isEmpty() && send("GET", "/auth/me", who, null).statusCode() == 401) {
      TOKENS.put(who, logIn(who));
    }
  }

  private static String code(HttpResponse<String> answer) {
    return json(answer).path("code").asText();
  }

  private static HttpResponse<String> send(String method, String path, String who, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    var token = TOKENS.getOrDefault(who, "");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
