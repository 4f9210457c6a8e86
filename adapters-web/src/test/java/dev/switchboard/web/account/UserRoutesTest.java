package dev.switchboard.web.account;

import static dev.switchboard.web.account.AccountServer.json;
import static dev.switchboard.web.account.AccountServer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.Registration.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserRoutesTest {
  private final AccountServer server = new AccountServer(new Registration(Mode.OPEN, false));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAdministratorCreatesAUserOfTheirOwnCompany() {
    server.create("boss", "admin");
    var answer =
        server.post(
            "/api/admin/users",
            server.token("boss"),
            """
            {"name": "Bo", "contact_number": "0170 1", "password": "secret password",
             "emp_id": "E1", "company_id": 12345, "is_superuser": true,
             "can_receive_new_chats": false}""");

    var user = json(answer, 201);
    assertThat(user.get("role").asText()).isEqualTo("agent");
    assertThat(user.get("company_id").asLong())
        .isEqualTo(server.ports.companies().first().orElseThrow().id().value());
    assertThat(user.get("is_superuser").asBoolean()).isFalse();
    assertThat(user.get("can_receive_new_chats").asBoolean()).isFalse();
    assertThat(user.get("email").isNull()).isTrue();
    assertThat(user.get("username").asText()).isEqualTo("Bo");
    assertThat(answer.headers().firstValue("Location")).isPresent();
  }

  @Test
  void creatingNeedsThePermissionAndNobodyRisesAboveTheirOwn() {
    server.create("ann", "agent");
    server.create("boss", "admin");
    var body =
        "{\"email\":\"x@example.test\",\"password\":\"secret password\",\"role\":\"superadmin\"}";

    problem(server.post("/api/admin/users", "", body), 401, "not_authenticated");
    problem(
        server.post("/api/admin/users", server.token("ann"), body),
        403,
        "insufficient_permissions");
    problem(server.post("/api/admin/users", server.token("boss"), body), 403, "role_above_own");
    problem(
        server.post("/api/admin/users", server.admin(), body.replace("superadmin", "king")),
        422,
        "unknown");
    problem(
        server.post(
            "/api/admin/users",
            server.admin(),
            "{\"name\":\"N\",\"password\":\"secret password\"}"),
        422,
        "missing");
    problem(server.post("/api/admin/users", server.admin(), "[1]"), 422, "wrong_type");
  }

  @Test
  void agentsAreListedForEverybodyWhoIsLoggedIn() {
    var ann = server.create("ann", "agent");
    var bob = server.create("bob", "agent");
    server.create("sue", "supervisor");
    active(server.admin(), bob, false);

    var token = server.token("ann");
    assertThat(names(json(server.get("/api/users/agents", token), 200))).isEqualTo("ann ");
    var all = json(server.get("/api/users/agents?include_inactive=true", token), 200);
    assertThat(names(all)).isEqualTo("bob ann ");
    assertThat(all.get(1).get("id")).isEqualTo(ann.get("id"));
    problem(server.get("/api/users/agents", ""), 401, "not_authenticated");
  }

  @Test
  void whoHasNothingToDoWithStaffSeesOfAnAgentWhoTheyAre() {
    server.create("ann", "agent");

    var seen = json(server.get("/api/users/agents", server.token("ann")), 200).get(0);
    var page = json(server.get("/api/users/agents?skip=0", server.token("ann")), 200);
    assertThat(seen.properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "id",
            "username",
            "full_name",
            "name",
            "role",
            "is_active",
            "can_receive_new_chats",
            "avatar_url");
    assertThat(page.get("data").get(0)).isEqualTo(seen);
    assertThat(json(server.get("/api/users/agents", server.admin()), 200).get(0).has("email"))
        .isTrue();
  }

  @Test
  void usersAreListedAsAnArrayOrAsAPage() {
    server.create("ann", "agent");
    server.create("bob", "agent");
    var token = server.admin();

    assertThat(names(json(server.get("/api/users", token), 200))).isEqualTo("bob ann admin ");
    var page = json(server.get("/api/users?skip=1&limit=1", token), 200);
    assertThat(names(page.get("data"))).isEqualTo("ann ");
    assertThat(page.get("total").asInt()).isEqualTo(3);
    problem(server.get("/api/users", server.token("ann")), 403, "insufficient_permissions");
  }

  @Test
  void whoIsDeactivatedIsRefusedOnTheirNextRequest() {
    var ann = server.create("ann", "agent");
    var token = server.token("ann");

    var changed = json(active(server.admin(), ann, false), 200);

    assertThat(changed.get("is_active").asBoolean()).isFalse();
    problem(server.get("/auth/me", token), 403, "user_disabled");
    problem(
        server.post("/auth/login", "", "{\"username\":\"ann\",\"password\":\"secret password\"}"),
        403,
        "user_disabled");
    json(active(server.admin(), ann, true), 200);
    problem(server.get("/auth/me", token), 401, "invalid_token");
    assertThat(server.token("ann")).isNotEmpty();
  }

  @Test
  void activationHasItsLimits() {
    var ann = server.create("ann", "agent");
    var boss = server.create("boss", "admin");
    var root = json(server.get("/auth/me", server.admin()), 200);

    problem(active(server.token("boss"), boss, false), 400, "own_account");
    problem(active(server.token("boss"), root, false), 403, "superuser_only");
    problem(active(server.token("ann"), boss, false), 403, "insufficient_permissions");
    problem(
        server.send("PATCH", "/api/users/999999/active", server.admin(), "{\"is_active\":false}"),
        404,
        "user_not_found");
    problem(
        server.send("PATCH", "/api/users/x/active", server.admin(), "{\"is_active\":false}"),
        422,
        "integer");
    problem(
        server.send("PATCH", "/api/users/" + ann.get("id") + "/active", server.admin(), "{}"),
        422,
        "missing");
  }

  @Test
  void routingIsSwitchedForAgentsOnly() {
    var ann = server.create("ann", "agent");
    var sue = server.create("sue", "supervisor");

    assertThat(json(routing(ann, false), 200).get("can_receive_new_chats").asBoolean()).isFalse();
    assertThat(json(routing(ann, true), 200).get("can_receive_new_chats").asBoolean()).isTrue();
    problem(routing(sue, false), 400, "not_an_agent");
  }

  @Test
  void companiesAreForSuperusersAndKeepToThemselves() {
    server.create("boss", "admin");
    var token = server.admin();
    var body =
        """
        {"name": "Acme", "admin": {"username": "amy", "email": "amy@example.test",
         "password": "secret password"}}""";
    problem(
        server.post("/api/companies", server.token("boss"), body), 403, "insufficient_permissions");

    var answer = server.post("/api/companies", token, body);
    var acme = json(answer, 201);
    assertThat(acme.at("/admin/role").asText()).isEqualTo("admin");
    assertThat(acme.at("/admin/company_id")).isEqualTo(acme.get("id"));
    var location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(json(server.get(location, token), 200).get("name").asText()).isEqualTo("Acme");
    assertThat(json(server.get("/api/companies", token), 200)).hasSize(2);
    var page = json(server.get("/api/companies?skip=0&limit=1", token), 200);
    assertThat(page.get("total").asInt()).isEqualTo(2);
    assertThat(page.get("data")).hasSize(1);

    var amy = server.token("amy");
    assertThat(names(json(server.get("/api/users", amy), 200))).isEqualTo("amy ");
    var boss = json(server.get("/auth/me", server.token("boss")), 200);
    problem(active(amy, boss, false), 404, "user_not_found");
    problem(server.post("/api/companies", token, "{\"name\":\"  \"}"), 422, "blank");
    problem(server.get("/api/companies/424242", token), 404, "company_not_found");
  }

  private java.net.http.HttpResponse<String> active(String token, JsonNode user, boolean active) {
    return server.send(
        "PATCH",
        "/api/users/" + user.get("id") + "/active",
        token,
        "{\"is_active\":%s}".formatted(active));
  }

  private java.net.http.HttpResponse<String> routing(JsonNode user, boolean receives) {
    return server.send(
        "PATCH",
        "/api/users/" + user.get("id") + "/chat-routing",
        server.admin(),
        "{\"can_receive_new_chats\":%s}".formatted(receives));
  }

  private static String names(JsonNode users) {
    var names = new StringBuilder();
    users.forEach(user -> names.append(user.get("username").asText()).append(' '));
    return names.toString();
  }
}
