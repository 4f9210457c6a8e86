package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What somebody does with an account of their own, at each mount. */
final class SelfTour {
  private static final String FIRST = "a long password";
  private static final String SECOND = "another long password";
  private static final String THIRD = "a third long password";

  private final Tour tour;

  SelfTour(Tour tour) {
    this.tour = tour;
  }

  void walk(String mount) {
    var name = mount.equals("/auth") ? "selma" : "serge";
    var email = name + "@example.com";
    tour.call(
        201,
        "POST",
        mount + "/register",
        "",
        "{\"username\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}".formatted(name, email, FIRST));
    var here = logIn(mount, name, FIRST);
    describe(mount, name, here.path("access_token").asText());
    changePassword(mount, name, here.path("access_token").asText());
    endSessions(mount, name, here);
  }

  /** What an administrator does about who is in, and a superuser about companies. */
  void inviteAndClose(String admin) {
    var path = "/api/admin/invitations";
    var body = "{\"email\":\"invited@example.com\",\"role\":\"agent\"}";
    var made = tour.call(201, "POST", path, admin, body);
    tour.call(400, "POST", path, admin, "{\"email\":\"selma@example.com\"}");
    assertThat(tour.call(200, "GET", path, admin, null)).hasSize(1);
    tour.call(200, "DELETE", path + "/" + made.path("id").asText(), admin, null);
    tour.call(
        400,
        "POST",
        "/auth/register",
        "",
        "{\"email\":\"invited@example.com\",\"password\":\"%s\",\"invitation\":\"no token\"}"
            .formatted(FIRST));
    var company = tour.call(201, "POST", "/api/companies", admin, "{\"name\":\"Short-lived\"}");
    var at = "/api/companies/" + company.path("id").asText();
    tour.call(200, "PATCH", at, admin, "{\"name\":\"Shorter-lived\"}");
    tour.call(422, "PATCH", at, admin, "{\"name\":\" \"}");
    tour.call(200, "DELETE", at, admin, null);
    tour.call(404, "GET", at, admin, null);
    var own = tour.call(200, "GET", "/auth/me", admin, null).path("company_id").asText();
    tour.call(400, "DELETE", "/api/companies/" + own, admin, null);
  }

  private void describe(String mount, String name, String token) {
    var full = "{\"full_name\":\"Full %s\",\"social_links\":{\"x\":\"y\"}}".formatted(name);
    tour.call(200, "PUT", mount + "/me", token, full);
    tour.call(200, "PATCH", mount + "/me", token, "{\"bio\":\"two\\nlines\",\"role\":\"admin\"}");
    tour.call(400, "PATCH", mount + "/me", token, "{\"email\":\"nobody@example.com\"}");
    tour.call(422, "PUT", mount + "/me", token, "{\"email\":\"no address\"}");
    var number = mount.equals("/auth") ? "+49 30 1234" : "+49 30 5678";
    var phone = "{\"phone_number\":\"" + number + "\"}";
    tour.call(200, "PUT", mount + "/me/phone", token, phone);
    tour.call(422, "PUT", mount + "/me/phone", token, "{}");
    var me = tour.call(200, "GET", mount + "/me", token, null);
    assertThat(me.path("contact_number").asText()).isEqualTo(number);
    assertThat(me.path("name").asText()).isEqualTo("Full " + name);
    assertThat(me.path("role").asText()).isEqualTo("member");
  }

  private void changePassword(String mount, String name, String token) {
    tour.call(400, "PUT", mount + "/me/password", token, change("wrong", SECOND));
    tour.call(401, "POST", mount + "/change-password", token, change("wrong", SECOND));
    tour.call(401, "PUT", mount + "/change-password", token, change("wrong", SECOND));
    tour.call(422, "PUT", mount + "/me/password", token, change(FIRST, "short"));
    tour.call(422, "PUT", mount + "/me/password", token, change(FIRST, name + " 2026"));
    tour.call(200, "PUT", mount + "/me/password", token, change(FIRST, SECOND));
    tour.call(200, "POST", mount + "/change-password", token, change(SECOND, THIRD));
    tour.call(200, "PUT", mount + "/change-password", token, change(THIRD, SECOND));
  }

  private void endSessions(String mount, String name, JsonNode here) {
    var token = here.path("access_token").asText();
    var other = logIn(mount, name, SECOND);
    var sessions = tour.call(200, "GET", mount + "/sessions", token, null);
    assertThat(sessions).hasSize(2);
    assertThat(sessions.path(1).path("is_current").asBoolean()).isTrue();
    var id = sessions.path(0).path("id").asText();
    tour.call(200, "DELETE", mount + "/sessions/" + id, token, null);
    tour.call(404, "DELETE", mount + "/sessions/" + id, token, null);
    tour.call(401, "GET", mount + "/me", other.path("access_token").asText(), null);
    var refresh = "{\"refresh_token\":\"" + here.path("refresh_token").asText() + "\"}";
    tour.call(200, "POST", mount + "/logout", token, refresh);
    tour.call(401, "POST", mount + "/refresh", "", refresh);
  }

  private JsonNode logIn(String mount, String name, String password) {
    var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    return tour.call(200, "POST", mount + "/login", "", body);
  }

  private static String change(String current, String wanted) {
    return "{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(current, wanted);
  }
}
