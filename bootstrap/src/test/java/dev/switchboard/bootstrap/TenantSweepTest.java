package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.web.Access;
import dev.switchboard.web.WebServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One company has something of everything; the administrator and an agent of another ask every
 * route for it, and are answered as if it were not there.
 */
class TenantSweepTest {
  private static final String NOBODYS = "999999999999";
  private static final String PAGE = "102938475610293";
  private static final ObjectMapper JSON = new ObjectMapper();
  // a trail names who did it, also where that was the installation's superuser
  private static final Set<String> OF_WHO_DID_IT = Set.of("actor_id", "session_id");

  /** Whose id stands in a path of this beginning, and how to find one in the first company. */
  private static final Map<String, String> IDS =
      Map.ofEntries(
          Map.entry("/admin/invitations", "select id from invitation"),
          Map.entry("/users", "select user_id from user_role"),
          Map.entry("/admin/users", "select user_id from user_role"),
          Map.entry("/chats", "select id from conversation"),
          Map.entry("/companies", "select company_id from role"),
          Map.entry("/facebook/pages", "select external_id from channel_route"),
          Map.entry("/instagram/accounts", "select external_id from channel_route"),
          Map.entry("/positions", "select id from role"),
          Map.entry("/auth/roles", "select id from role"),
          Map.entry("/auth/users", "select user_id from user_role"),
          Map.entry("/auth/sessions", "select id from session"),
          Map.entry(
              "/auth/conversations",
              "select 'conv_' || low_id || '_' || high_id from direct_conversation"),
          Map.entry("/messages", "select id from direct_message"),
          Map.entry("/reports", "select id from report"),
          Map.entry("/webhooks/parked", "select id from parked_event"));

  /** What a request must carry to get as far as the id; elsewhere an empty object does. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("/assign", "{\"agent_id\":1}"),
          Map.entry("/message", "{\"content\":\"x\"}"),
          Map.entry("/messages", "{\"content\":\"x\"}"),
          Map.entry("/notes", "{\"content\":\"x\"}"),
          Map.entry("/active", "{\"is_active\":false}"),
          Map.entry("/chat-routing", "{\"can_receive_new_chats\":false}"),
          Map.entry("/position", "{\"position_id\":1}"),
          Map.entry("/roles", "{\"roles\":[],\"role_ids\":[]}"),
          Map.entry("/superuser", "{\"is_superuser\":true}"),
          Map.entry("/comment", "{\"comment\":\"x\"}"),
          Map.entry("/comments", "{\"comment\":\"x\"}"),
          Map.entry("/reset-password", "{\"new_password\":\"another long password\"}"),
          Map.entry("/resolve", "{\"comment\":\"x\"}"));

  private static final Map<String, String> CALLERS = new LinkedHashMap<>();
  private static Tour tour;
  private static String first;

  @BeforeAll
  static void twoCompanies(@TempDir Path folder) throws IOException, SQLException {
    tour = new Tour(folder);
    var admin = logIn("admin", Tour.ADMIN_PASSWORD);
    tour.call(
        201,
        "POST",
        "/auth/register",
        "",
        "{\"username\":\"nobody\",\"email\":\"nobody@example.com\",\"password\":\"a long password\"}");
    new ScriptedTour(tour, admin).walk();
    var page = "{\"page_id\":\"%s\",\"page_name\":\"Shop\",\"access_token\":\"EAAB-x\"}";
    tour.call(201, "POST", "/api/facebook/pages", admin, page.formatted(PAGE));
    tour.call(201, "POST", "/api/instagram/accounts", admin, page.formatted(PAGE + "1"));
    first = one("select min(id) from company");
    change("update parked_event set state = 'parked', company_id = " + first);
    CALLERS.put("administrator", logIn("boss", "a long password"));
    tour.call(
        201,
        "POST",
        "/api/admin/users",
        CALLERS.get("administrator"),
        "{\"username\":\"theirs\",\"email\":\"theirs@example.com\","
            + "\"password\":\"a long password\",\"role\":\"agent\"}");
    CALLERS.put("agent", logIn("theirs", "a long password"));
  }

  private static String logIn(String who, String password) {
    var body = "{\"identifier\":\"" + who + "\",\"password\":\"" + password + "\"}";
    return tour.call(200, "POST", "/auth/login", "", body).path("access_token").asText();
  }

  @AfterAll
  static void stop() {
    tour.close();
  }

  @TestFactory
  Stream<DynamicTest> whatIsAnotherCompanysIsNotThere() {
    return guarded()
        .filter(route -> route.path().contains("{"))
        .flatMap(
            route ->
                CALLERS.keySet().stream()
                    .map(
                        who ->
                            DynamicTest.dynamicTest(
                                who + ": " + route.method() + " " + route.path(),
                                () -> isNotThere(route, who))));
  }

  private static void isNotThere(WebServer.Registered route, String who) throws SQLException {
    var theirs = ask(route.method(), filled(route.path(), id(route.path())), who);
    var nobodys = ask(route.method(), filled(route.path(), NOBODYS), who);

    assertThat(code(theirs)).as("as if nobody had it").isEqualTo(code(nobodys));
    if (route.path().contains("/conversations/{cid}") && theirs.statusCode() == 200) {
      // any two users have a conversation, if only an empty one
      assertThat(theirs.body()).isEqualTo(nobodys.body());
      return;
    }
    // refused at the door, whatever the id, is no hint
    assertThat(theirs.statusCode())
        .as(theirs.body())
        .isEqualTo(code(theirs).endsWith("insufficient_permissions") ? 403 : 404);
  }

  private static String id(String path) throws SQLException {
    var beginning = path.replaceFirst("/\\{.*", "").replaceFirst("^/api/", "/");
    assertThat(IDS).as("where this sweep finds an id for " + path).containsKey(beginning);
    var sql = IDS.get(beginning) + " where company_id = " + first;
    return one(sql + " order by 1 desc limit 1");
  }

  private static String filled(String path, String id) throws SQLException {
    return path.replace("{mid}", one("select max(id) from message where company_id = " + first))
        .replaceAll("\\{[^}]*}", id);
  }

  @TestFactory
  Stream<DynamicTest> listsAndCountsShowNothingOfAnotherCompany() throws SQLException {
    var ids = idsOfTheFirst();
    return guarded()
        .filter(route -> route.method().equals("GET") && !route.path().contains("{"))
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.path(),
                    () -> {
                      for (var how : List.of("", "?company_id=" + first)) {
                        var answer = ask("GET", route.path() + how, "administrator");
                        assertThat(shown(answer))
                            .as(answer.body())
                            .doesNotContainAnyElementsOf(ids);
                      }
                    }));
  }

  @Test
  void theCompanyIsTheTokensWhateverTheRequestSays() throws SQLException {
    var body =
        "{\"username\":\"moved\",\"email\":\"moved@example.com\",\"role\":\"agent\","
            + "\"password\":\"a long password\",\"company_id\":%s}".formatted(first);

    var made = send("POST", "/api/admin/users?company_id=" + first, "administrator", body);

    assertThat(made.statusCode()).as(made.body()).isIn(201, 400, 403, 422);
    assertThat(
            one("select count(*) from app_user where username = 'moved' and company_id = " + first))
        .isEqualTo("0");
  }

  @Test
  void aPageBelongsToOneCompany() throws SQLException {
    var owner = "select company_id from channel_route where external_id = '" + PAGE + "'";
    var body = "{\"page_id\":\"" + PAGE + "\",\"page_name\":\"Mine\",\"access_token\":\"EAAB-y\"}";

    var refused = send("POST", "/api/facebook/pages", "administrator", body);

    assertThat(refused.statusCode()).as(refused.body()).isIn(400, 409);
    assertThat(one(owner)).isEqualTo(first);
  }

  private static Stream<WebServer.Registered> guarded() {
    return tour.server().routes().stream()
        .filter(route -> !(route.access() instanceof Access.Public));
  }

  /** Every id in an answer, whatever it is of. */
  private static Set<String> shown(HttpResponse<String> answer) throws IOException {
    var shown = new HashSet<String>();
    if (answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
      collect(JSON.readTree(answer.body()), shown);
    }
    return shown;
  }

  private static void collect(JsonNode node, Set<String> into) {
    node.properties()
        .forEach(
            field -> {
              var name = field.getKey();
              if (name.matches("id|.*_id") && !OF_WHO_DID_IT.contains(name)) {
                into.add(field.getValue().asText());
              }
            });
    node.forEach(child -> collect(child, into));
  }

  private static Set<String> idsOfTheFirst() throws SQLException {
    var ids = new HashSet<String>();
    for (var sql : IDS.values()) {
      ids.addAll(all(sql + " where company_id = " + first));
    }
    return ids;
  }

  private static String code(HttpResponse<String> answer) {
    try {
      return answer.statusCode() + JSON.readTree(answer.body()).path("code").asText();
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static HttpResponse<String> ask(String method, String path, String who) {
    var carries = BODIES.getOrDefault(path.substring(path.lastIndexOf('/')), "{}");
    return send(method, path, who, method.matches("GET|DELETE") ? null : carries);
  }

  private static HttpResponse<String> send(String method, String path, String who, String body) {
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return tour.send(
        tour.request(path)
            .method(method, publisher)
            .header("Content-Type", "application/json")
            .header("X-Tenant-ID", first)
            .header("Authorization", "Bearer " + CALLERS.get(who))
            .build());
  }

  private static String one(String sql) throws SQLException {
    return all(sql).getFirst();
  }

  private static List<String> all(String sql) throws SQLException {
    try (var connection = tour.connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new java.util.ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static void change(String sql) throws SQLException {
    try (var connection = tour.connection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
