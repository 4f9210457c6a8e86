package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Two colleagues write to each other, at every mount. */
final class DirectMessageTour {
  private static final String PASSWORD = "a long password";

  private final Tour tour;
  private final String admin;

  DirectMessageTour(Tour tour, String admin) {
    this.tour = tour;
    this.admin = admin;
  }

  void walk() {
    var dora = hire("dora");
    var emil = hire("emil");
    for (var mount : List.of("", "/api")) {
      write(mount, dora, emil);
      converse(mount, dora, emil);
    }
  }

  private record Colleague(long id, String token) {}

  private Colleague hire(String name) {
    var body =
        "{\"username\":\"%1$s\",\"email\":\"%1$s@example.com\",\"password\":\"%2$s\"}"
            .formatted(name, PASSWORD);
    var id = tour.call(201, "POST", "/api/admin/users", admin, body).path("id").asLong();
    var login = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD);
    var token = tour.call(200, "POST", "/auth/login", "", login).path("access_token").asText();
    return new Colleague(id, token);
  }

  private void write(String mount, Colleague dora, Colleague emil) {
    var path = mount + "/messages";
    var body =
        "{\"recipient_id\":%d,\"content\":\"hello\",\"client_msg_id\":\"c%s\"}"
            .formatted(emil.id(), mount);
    var sent = call(201, "POST", path, dora, body).path("id").asLong();
    assertThat(call(201, "POST", path, dora, body).path("id").asLong()).isEqualTo(sent);
    call(409, "POST", path, dora, body.replace("hello", "bye"));
    call(400, "POST", path, dora, "{\"recipient_id\":%d,\"content\":\"me\"}".formatted(dora.id()));
    call(404, "POST", path, dora, "{\"recipient_id\":1,\"content\":\"nobody\"}");
    call(422, "POST", path, dora, "{\"content\":\"to whom?\"}");
    assertThat(count(path, emil)).isEqualTo(1);
    for (var list : List.of("", "/sent", "/received", "?unread_only=true&limit=1")) {
      call(200, "GET", path + list, emil, null);
    }
    var one = path + "/" + sent;
    call(200, "PUT", one, dora, "{\"content\":\"hello again\"}");
    call(403, "PUT", one, emil, "{\"content\":\"not mine\"}");
    call(403, "GET", one, new Colleague(0, admin), null);
    call(200, "GET", one, emil, null);
    call(200, "PUT", one + "/read", emil, null);
    call(403, "PUT", one + "/read", dora, null);
    assertThat(count(path, emil)).isZero();
    call(200, "DELETE", one, emil, null);
    call(404, "GET", one, dora, null);
  }

  private void converse(String mount, Colleague dora, Colleague emil) {
    var list = mount + "/auth/conversations";
    var own = list + "/conv_" + dora.id() + "_" + emil.id();
    for (var text : List.of("one", "two", "three")) {
      var body = "{\"recipient_id\":%d,\"content\":\"%s\"}".formatted(dora.id(), text);
      call(201, "POST", own + "/messages", emil, body);
    }
    call(404, "POST", list + "/conv_1_2/messages", emil, "{\"content\":\"elsewhere\"}");
    call(200, "GET", own + "/messages?limit=1", dora, null);
    call(200, "GET", list + "/conv_1_2/messages", dora, null);
    assertThat(call(200, "GET", list, dora, null).path(0).path("unread_count").asInt())
        .isEqualTo(3);
    call(200, "PUT", own + "/read", dora, null);
    assertThat(count(mount + "/messages", dora)).isZero();
    call(200, "PUT", mount + "/messages/read-all", emil, null);
  }

  private int count(String path, Colleague whose) {
    return call(200, "GET", path + "/unread/count", whose, null).path("unread_count").asInt();
  }

  private JsonNode call(int status, String method, String path, Colleague caller, String body) {
    return tour.call(status, method, path, caller.token(), body);
  }
}
