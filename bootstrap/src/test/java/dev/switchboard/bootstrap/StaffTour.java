package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Users come, rise, fall and go; roles and positions are made for them. */
final class StaffTour {
  private final Tour tour;
  private final String admin;

  StaffTour(Tour tour, String admin) {
    this.tour = tour;
    this.admin = admin;
  }

  void walk() {
    List.of("/auth", "/api/auth").forEach(this::lookAfter);
    position();
  }

  private void lookAfter(String mount) {
    var name = mount.equals("/auth") ? "carl" : "dora";
    var users = mount + "/users";
    var user = call(201, "POST", users, newcomer(name));
    assertThat(user.path("role").asText()).isEqualTo("member");
    call(400, "POST", users, newcomer(name));
    call(200, "GET", users, null);
    call(200, "GET", users + "?skip=1&limit=1&role=admin&include_inactive=false", null);
    var one = users + "/" + user.path("id").asText();
    call(200, "GET", one, null);
    call(200, "PUT", one + "/superuser?is_superuser=true", null);
    call(200, "PUT", one + "/superuser", "{\"is_superuser\":false}");
    call(422, "PUT", one + "/superuser", "{}");
    var role = role(mount + "/roles", name);
    call(200, "PUT", one + "/roles", "{\"role_ids\":[" + role + "]}");
    call(404, "PUT", one + "/roles", "{\"role_ids\":[999999999]}");
    assertThat(call(200, "GET", one + "/roles", null)).hasSize(1);
    call(200, "DELETE", mount + "/roles/" + role, null);
    call(200, "PUT", one + "/disable", null);
    call(200, "PUT", one + "/enable", null);
    call(200, "DELETE", one, null);
    call(404, "GET", one, null);
  }

  private String role(String roles, String name) {
    var body = "{\"name\":\"Shift of " + name + "\",\"permissions\":[\"chat:message\"]}";
    var role = call(201, "POST", roles, body).path("id").asText();
    call(400, "POST", roles, body);
    call(422, "POST", roles, "{\"name\":\"Kings\",\"permissions\":[\"everything\"]}");
    call(200, "GET", roles, null);
    call(200, "GET", roles + "/" + role, null);
    call(200, "PUT", roles + "/" + role, "{\"description\":\"nights\"}");
    var system = call(200, "GET", roles + "?limit=1", null).path(0).path("id").asText();
    call(400, "DELETE", roles + "/" + system, null);
    return role;
  }

  private void position() {
    call(200, "GET", "/api/permissions/codes", null);
    call(200, "GET", "/api/positions", null);
    var body = "{\"name\":\"Host\",\"slug\":\"Front Desk\",\"permissions\":[\"template:use\"]}";
    var position = call(201, "POST", "/api/positions", body);
    assertThat(position.path("slug").asText()).isEqualTo("front-desk");
    var path = "/api/positions/" + position.path("id").asText();
    call(200, "GET", path, null);
    call(200, "PUT", path, "{\"name\":\"Hostess\"}");
    var user = call(201, "POST", "/api/auth/users", newcomer("emil")).path("id").asText();
    var choice = "{\"position_id\":" + position.path("id").asText() + "}";
    call(200, "POST", "/api/users/" + user + "/position", choice);
    call(400, "DELETE", path, null);
    assertThat(call(200, "GET", "/api/users/roster?skip=0&limit=1", null).at("/data/0/position/id"))
        .isEqualTo(position.path("id"));
    call(200, "GET", "/api/users/roster", null);
    var reset = "/api/admin/users/" + user + "/reset-password";
    call(422, "POST", reset, "{\"new_password\":\"short\"}");
    call(200, "POST", reset, "{\"new_password\":\"quite another password\"}");
    call(200, "POST", "/api/users/" + user + "/position", "{\"position_id\":null}");
    call(200, "DELETE", path, null);
    call(200, "DELETE", "/auth/users/" + user, null);
  }

  private static String newcomer(String name) {
    return """
    {"username":"%s","email":"%s@example.com","password":"a long password"}\
    """
        .formatted(name, name);
  }

  private JsonNode call(int status, String method, String path, String body) {
    return tour.call(status, method, path, admin, body);
  }
}
