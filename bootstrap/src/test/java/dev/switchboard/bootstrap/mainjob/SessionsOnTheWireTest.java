package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.PersistenceUnit;
import dev.switchboard.persistence.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mindrot.jbcrypt.BCrypt;

/** Sessions, tokens and companies through the whole server: over HTTP, sockets and PostgreSQL. */
class SessionsOnTheWireTest {
  private static final String PASSWORD = "engines turn by steam";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private PersistenceUnit.Config database;
  private Switchboard server;
  private Api api;
  private String admin;

  @BeforeEach
  void start() {
    database = TestDatabase.emptyMigrated();
    server = Switchboard.start(TestSettings.of(database, folder, Map.of()), _ -> {});
    api = new Api(server.port());
    admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
  }

  @AfterEach
  void stop() {
    api.close();
    server.close();
    client.close();
  }

  @Test
  void theSocketOfADisabledUserClosesAtOnceAndTheirNextCallFails() throws Exception {
    var id = hire("ada");
    var token = api.login("ada", PASSWORD);
    var closed = socket(token);

    api.json("PUT", "/auth/users/" + id + "/disable", admin, null);

    OpenSocket.awaitClosed(closed, OpenSocket.UNAUTHENTICATED);
    assertThat(api.send("GET", "/auth/me", token, null).statusCode()).isEqualTo(403);
  }

  @Test
  void aChangedPasswordClosesTheSocketsOfTheOtherSessionsAlone() throws Exception {
    hire("ada");
    var here = api.login("ada", PASSWORD);
    var mine = socket(here);
    var others = socket(api.login("ada", PASSWORD));
    var change =
        "{\"current_password\":\"%s\",\"new_password\":\"steam turns the engines\"}"
            .formatted(PASSWORD);

    api.json("PUT", "/auth/me/password", here, change);

    OpenSocket.awaitClosed(others, OpenSocket.UNAUTHENTICATED);
    assertThat(mine).isNotDone();
    assertThat(api.send("GET", "/auth/me", here, null).statusCode()).isEqualTo(200);
  }

  @Test
  void aSessionThatIsDeletedFromAnotherLosesItsSocketAndItsTokens() throws Exception {
    hire("ada");
    var here = api.login("ada", PASSWORD);
    var other = logIn("ada", PASSWORD);
    var closed = socket(other.path("access_token").asText());
    var id =
        api.json("GET", "/auth/sessions", here, null)
            .valueStream()
            .filter(session -> !session.path("is_current").asBoolean())
            .map(session -> session.path("id").asText())
            .findFirst()
            .orElseThrow();

    api.json("DELETE", "/auth/sessions/" + id, here, null);

    OpenSocket.awaitClosed(closed, OpenSocket.UNAUTHENTICATED);
    assertThat(refresh(other.path("refresh_token").asText()).statusCode()).isEqualTo(401);
  }

  @Test
  void ofFiftyRefreshesAtOnceThereIsOneSuccessorAndALateOneEndsTheFamily() throws Exception {
    hire("ada");
    var first = logIn("ada", PASSWORD).path("refresh_token").asText();
    Callable<HttpResponse<String>> once = () -> refresh(first);
    var successors = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(Collections.nCopies(50, once))) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
        successors.add(JSON.readTree(answer.get().body()).path("refresh_token").asText());
      }
    }
    assertThat(successors).containsOnly(successors.getFirst());

    sql(
        "update refresh_token set used_at = used_at - interval '1 minute' where used_at is not null");

    assertThat(refresh(first).statusCode()).isEqualTo(401);
    assertThat(refresh(successors.getFirst()).statusCode()).isEqualTo(401);
    assertThat(rows("select count(*) from audit_event where action = 'token_reused'").getFirst())
        .isEqualTo("1");
  }

  @Test
  void aLoginWithAHashOfAnAncestorReplacesTheHashAndNotThePassword() throws Exception {
    hire("ada");
    sql(
        "update app_user set password_hash = '%s' where username = 'ada'"
            .formatted(BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4))));

    api.login("ada", PASSWORD);

    assertThat(rows("select password_hash from app_user where username = 'ada'").getFirst())
        .startsWith("bcrypt-hmac$");
    assertThat(api.login("ada", PASSWORD)).isNotBlank();
  }

  @Test
  void noTokenIsInTheDatabaseInAFormThatCouldBePresented() throws Exception {
    hire("ada");
    var in = logIn("ada", PASSWORD);
    var invited = "{\"email\":\"bo@example.test\",\"role\":\"agent\"}";
    api.json("POST", "/api/admin/invitations", admin, invited);

    for (var token : List.of("access_token", "refresh_token")) {
      assertThat(everything()).doesNotContain(in.path(token).asText());
    }
    assertThat(everything()).doesNotContain("inv_1_");
  }

  @Test
  void ofADeletedCompanyNothingIsLeftButTheRecordOfIt() throws Exception {
    var made =
        api.json(
            "POST",
            "/api/companies",
            admin,
            """
            {"name":"Acme","admin":{"username":"boss","email":"boss@example.test",
             "password":"engines turn by steam"}}""");
    var id = made.path("id").asText();
    var boss = api.login("boss", PASSWORD);
    api.json(
        "POST",
        "/api/facebook/pages",
        boss,
        "{\"page_id\":\"4001\",\"page_name\":\"P\",\"access_token\":\"EAAx\"}");
    api.json(
        "POST",
        "/api/admin/invitations",
        boss,
        "{\"email\":\"bo@example.test\",\"role\":\"agent\"}");
    api.json(
        "POST", "/auth/roles", boss, "{\"name\":\"Night\",\"permissions\":[\"chat:message\"]}");
    var closed = socket(boss);
    assertThat(rowsOf(id)).containsKeys("app_user", "channel_account", "invitation", "session");

    api.json("DELETE", "/api/companies/" + id, admin, null);

    OpenSocket.awaitClosed(closed, OpenSocket.UNAUTHENTICATED);
    assertThat(rowsOf(id).keySet()).isSubsetOf("audit_event");
    assertThat(api.send("GET", "/api/companies/" + id, admin, null).statusCode()).isEqualTo(404);
    assertThat(api.send("GET", "/auth/me", boss, null).statusCode()).isEqualTo(401);
    assertThat(hire("boss")).isPositive(); // the name is free
  }

  private long hire(String name) {
    var body =
        """
        {"username":"%1$s","email":"%1$s@example.test","password":"%2$s","role":"agent"}"""
            .formatted(name, PASSWORD);
    return api.json("POST", "/api/admin/users", admin, body).path("id").asLong();
  }

  private JsonNode logIn(String name, String password) {
    var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    return api.json("POST", "/auth/login", null, body);
  }

  private HttpResponse<String> refresh(String token) {
    return api.send("POST", "/auth/refresh", null, "{\"refresh_token\":\"" + token + "\"}");
  }

  /** Completes with the code with which the server closes it. */
  private CompletableFuture<Integer> socket(String token) throws Exception {
    return OpenSocket.to(client, api.socket(token));
  }

  /** How many rows of the company each table has, without those that have none. */
  private Map<String, Long> rowsOf(String company) throws SQLException {
    var found = new TreeMap<String, Long>();
    for (var table : tables()) {
      var count =
          Long.parseLong(
              rows("select count(*) from %s where company_id = %s".formatted(table, company))
                  .getFirst());
      if (count > 0) {
        found.put(table, count);
      }
    }
    return found;
  }

  private List<String> tables() throws SQLException {
    return rows(
        """
        select c.relname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
        where c.relkind in ('r', 'p') and not c.relispartition
          and c.relnamespace = 'public'::regnamespace
        """);
  }

  private String everything() throws SQLException {
    var all = new StringBuilder();
    for (var table : tables()) {
      all.append(rows("select t::text from %s t".formatted(table)));
    }
    return all.toString();
  }

  private void sql(String statement) throws SQLException {
    try (var connection = connection();
        var update = connection.createStatement()) {
      update.executeUpdate(statement);
    }
  }

  private List<String> rows(String query) throws SQLException {
    try (var connection = connection();
        var select = connection.createStatement();
        var rows = select.executeQuery(query)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
