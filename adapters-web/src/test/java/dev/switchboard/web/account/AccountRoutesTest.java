package dev.switchboard.web.account;

import static dev.switchboard.web.account.AccountServer.json;
import static dev.switchboard.web.account.AccountServer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.Registration.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountRoutesTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final List<String> USER_FIELDS =
      List.of(
          "id",
          "username",
          "email",
          "full_name",
          "name",
          "first_name",
          "last_name",
          "bio",
          "phone_number",
          "contact_number",
          "emp_id",
          "country",
          "role",
          "roles",
          "permissions",
          "company_id",
          "is_active",
          "is_superuser",
          "can_receive_new_chats",
          "business_name",
          "tagline",
          "website",
          "social_links",
          "setup_completed",
          "avatar_url",
          "revision",
          "created_at",
          "updated_at");

  private final AccountServer server = new AccountServer(new Registration(Mode.OPEN, false));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNewcomerRegistersAndIsAMemberWhateverTheyAskFor() {
    var answer =
        server.post(
            "/auth/register",
            "",
            """
            {"username": "ada", "email": "Ada@example.test", "password": "correct horse",
             "name": "Ada L", "contact_number": "+49 170 1", "role": "admin", "company_id": 99,
             "is_superuser": true, "role_id": 1, "permissions": ["chat:assign"]}""");

    var user = json(answer, 201);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/api/auth/users/" + user.get("id").asText());
    assertThat(fields(user)).containsExactlyElementsOf(USER_FIELDS);
    assertThat(user.get("role").asText()).isEqualTo("member");
    assertThat(user.get("is_superuser").asBoolean()).isFalse();
    assertThat(user.get("name").asText()).isEqualTo("Ada L");
    assertThat(user.get("phone_number").asText()).isEqualTo("+49 170 1");
    assertThat(user.get("permissions")).isEmpty();
    assertThat(answer.body()).doesNotContain("bcrypt", "hash", "correct horse");
  }

  @Test
  void bothMountsAndBothNamesOfRegistrationAnswer() {
    int number = 0;
    for (var path :
        List.of("/auth/register", "/auth/signup", "/api/auth/register", "/api/auth/signup")) {
      json(register(path, "user" + number++ + "x"), 201);
    }
    problem(register("/auth/register", "user0x"), 400, "username_taken");
  }

  @Test
  void whatIsWrongWithARegistrationIsTold() {
    wrong("{\"password\":\"correct horse\"}", "email", "missing");
    wrong("{\"email\":\"a@example.test\"}", "password", "missing");
    wrong("{\"email\":\"a@example.test\",\"password\":\"1234567\"}", "password", "too_short");
    wrong("{\"email\":\"nonsense\",\"password\":\"correct horse\"}", "email", "form");
    wrong(
        "{\"email\":\"a@example.test\\r\\nBcc: b@example.test\",\"password\":\"correct horse\"}",
        "email",
        "form");
    wrong(
        "{\"email\":\"a@example.test\",\"name\":\"A\\r\\nB\",\"password\":\"correct horse\"}",
        "full_name",
        "control_character");
    wrong(
        "{\"email\":\"a@example.test\",\"username\":\"b@example.test\",\"password\":\"correct h\"}",
        "username",
        "characters");
    wrong(
        "{\"email\":\"a@example.test\",\"phone_number\":\"12\",\"password\":\"correct horse\"}",
        "phone_number",
        "form");
  }

  @Test
  void everythingThatIsWrongWithARegistrationIsToldAtOnce() {
    var body = "{\"username\":\"a b\",\"phone_number\":\"12\",\"full_name\":\"A\\nB\"}";

    var answer = json(server.post("/auth/register", "", body), 422);

    assertThat(answer.path("errors").findValuesAsText("field"))
        .containsExactly("email", "username", "phone_number", "full_name", "password");
  }

  @Test
  void aLoginGivesTokensThatAreNeverCached() {
    var answer =
        server.post(
            "/auth/login",
            "",
            "{\"username\":\"admin\",\"password\":\"%s\",\"remember\":{\"me\":[1]}}"
                .formatted(AccountServer.ADMIN_PASSWORD));

    var tokens = json(answer, 200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(fields(tokens))
        .containsExactly("access_token", "refresh_token", "token_type", "expires_in", "user");
    assertThat(tokens.get("token_type").asText()).isEqualTo("bearer");
    assertThat(tokens.get("expires_in").asInt()).isEqualTo(1_800);
    assertThat(tokens.at("/user/role").asText()).isEqualTo("superadmin");
    assertThat(tokens.at("/user/email").isNull()).isTrue();
    var me = json(server.get("/auth/me", tokens.get("access_token").asText()), 200);
    assertThat(me).isEqualTo(tokens.get("user"));
  }

  @Test
  void everyNameOfAUserLogsThemIn() {
    json(
        server.post(
            "/auth/register",
            "",
            """
            {"username": "ada", "email": "ada@example.test", "password": "correct horse",
             "phone_number": "+49 (170) 123"}"""),
        201);

    for (var who :
        List.of(
            "\"username\":\"ADA\"",
            "\"email\":\"Ada@Example.test\"",
            "\"identifier\":\"ada@example.test\"",
            "\"identifier\":\"+49170123\"",
            "\"identifier\":\"ada\"")) {
      json(server.post("/api/auth/login", "", "{" + who + ",\"password\":\"correct horse\"}"), 200);
    }
    var form = "username=ada%40example.test&password=correct+horse&grant_type=password";
    var token = server.send("POST", "/auth/token", "", FORM, form);
    assertThat(json(token, 200).get("user").get("username").asText()).isEqualTo("ada");
    assertThat(token.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void aRefusedLoginSaysTheSameWhateverWasWrong() {
    var name = server.post("/auth/login", "", "{\"username\":\"x\",\"password\":\"wrong one\"}");
    var password =
        server.post("/auth/login", "", "{\"username\":\"admin\",\"password\":\"wrong one\"}");

    problem(name, 401, "login_failed");
    problem(password, 401, "login_failed");
    assertThat(json(name, 401).get("detail").asText()).isEqualTo("Incorrect username or password");
    assertThat(json(password, 401).get("detail")).isEqualTo(json(name, 401).get("detail"));
    assertThat(name.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    problem(server.post("/auth/login", "", "{\"password\":\"x\"}"), 422, "missing");
    problem(server.post("/auth/login", "", "{\"username\":\"x\"}"), 422, "missing");
    problem(server.send("POST", "/auth/token", "", FORM, "username=admin"), 422, "missing");
    problem(
        server.send("POST", "/auth/token", "", "application/json", "{}"),
        415,
        "unsupported_media_type");
    for (var charset : new String[] {"bogus", "%"}) {
      problem(
          server.send("POST", "/auth/token", "", FORM + "; charset=" + charset, "username=x"),
          415,
          "unsupported_media_type");
    }
  }

  @Test
  void aRefreshTokenIsGoodOnceAndNeverAnAccessToken() {
    var first = server.logIn("admin", AccountServer.ADMIN_PASSWORD);
    var answer = refresh(first.get("refresh_token").asText());
    var next = json(answer, 200);

    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(fields(next))
        .containsExactly("access_token", "refresh_token", "token_type", "expires_in");
    problem(server.get("/auth/me", next.get("refresh_token").asText()), 401, "invalid_token");
    problem(refresh(next.get("access_token").asText()), 401, "invalid_refresh_token");

    server.world.pass(Duration.ofSeconds(11));
    problem(refresh(first.get("refresh_token").asText()), 401, "invalid_refresh_token");
    problem(refresh(next.get("refresh_token").asText()), 401, "invalid_refresh_token");
    problem(server.get("/auth/me", next.get("access_token").asText()), 401, "invalid_token");
  }

  @Test
  void loggingOutActsOnTheNextRequest() {
    var one = server.admin();
    var two = server.admin();
    var three = server.admin();

    var message = json(server.post("/auth/logout", one, ""), 200).get("message").asText();
    assertThat(message).isEqualTo("Successfully logged out");
    problem(server.get("/auth/me", one), 401, "invalid_token");
    json(server.get("/auth/me", two), 200);
    json(server.post("/auth/logout-all", two, "{}"), 200);
    problem(server.get("/auth/me", two), 401, "invalid_token");
    problem(server.get("/auth/me", three), 401, "invalid_token");
    problem(server.post("/auth/logout", "", ""), 401, "not_authenticated");
  }

  @Test
  void whoeverHasNoAccessTokenLeftLogsOutWithTheRefreshToken() {
    var in = server.logIn("admin", AccountServer.ADMIN_PASSWORD);
    var body = "{\"refresh_token\":\"%s\"}".formatted(in.get("refresh_token").asText());
    server.world.pass(Duration.ofMinutes(31));
    var expired = in.get("access_token").asText();

    problem(server.post("/auth/logout", expired, ""), 401, "invalid_token");
    problem(server.post("/auth/logout", expired, "{}"), 401, "invalid_token");
    problem(
        server.post("/auth/logout", "", "{\"refresh_token\":\"x\"}"), 401, "invalid_refresh_token");
    json(server.post("/auth/logout", expired, body), 200);
    problem(refresh(in.get("refresh_token").asText()), 401, "invalid_refresh_token");
    problem(server.post("/auth/logout", "", body), 401, "invalid_refresh_token");
  }

  @Test
  void anAccessTokenEnds() {
    var token = server.admin();

    server.world.pass(Duration.ofMinutes(29));
    json(server.get("/auth/me", token), 200);
    server.world.pass(Duration.ofMinutes(2));
    problem(server.get("/auth/me", token), 401, "invalid_token");
  }

  @Test
  void strangersAreToldWhetherTheyMayRegister() {
    var config = json(server.get("/auth/config", ""), 200);

    assertThat(config.get("allow_public_signup").asBoolean()).isTrue();
    assertThat(config.get("forgot_password_enabled").asBoolean()).isFalse();
    try (var closed = new AccountServer(new Registration(Mode.CLOSED, false))) {
      assertThat(json(closed.get("/auth/config", ""), 200).get("allow_public_signup").asBoolean())
          .isFalse();
      problem(
          closed.post(
              "/auth/register", "", "{\"email\":\"a@b.test\",\"password\":\"correct horse\"}"),
          403,
          "registration_closed");
    }
  }

  private java.net.http.HttpResponse<String> register(String path, String name) {
    return server.post(
        path,
        "",
        "{\"username\":\"%1$s\",\"email\":\"%1$s@example.test\",\"password\":\"correct horse\"}"
            .formatted(name));
  }

  private void wrong(String body, String field, String code) {
    var problem = json(server.post("/auth/register", "", body), 422);
    assertThat(problem.at("/errors/0/field").asText()).as(body).isEqualTo(field);
    assertThat(problem.at("/errors/0/code").asText()).as(body).isEqualTo(code);
  }

  private java.net.http.HttpResponse<String> refresh(String token) {
    return server.post("/auth/refresh", "", "{\"refresh_token\":\"%s\"}".formatted(token));
  }

  private static List<String> fields(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
