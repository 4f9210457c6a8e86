package dev.switchboard.bootstrap.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.Tour;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks. What is asked may disable, delete or demote them or end their session: then somebody
 * else takes their place.
 */
final class Callers {
  static final String SUPERUSER = "superuser";
  static final String AGENT = "agent";
  static final String ANONYMOUS = "anonymous";

  private static final String PASSWORD = "a password of a fuzzer";
  private static final String LOGIN = "{\"username\":\"%s\",\"password\":\"%s\"}";

  private final Tour tour;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private int hired;

  Callers(Tour tour) {
    this.tour = tour;
  }

  /** Of a user who still is what they are to be. */
  String token(String who) {
    if (who.equals(ANONYMOUS)) {
      return "";
    }
    var token = tokens.get(who);
    if (token == null || !stands(who, token)) {
      token = back(who).orElseGet(() -> hire(who));
      tokens.put(who, token);
    }
    return token;
  }

  /** After a logout. */
  private Optional<String> back(String who) {
    if (!names.containsKey(who)) {
      return Optional.empty();
    }
    var body = LOGIN.formatted(names.get(who), PASSWORD);
    var answer =
        tour.send(
            tour.request("/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    return Optional.of(answer)
        .filter(in -> in.statusCode() == 200)
        .map(in -> tour.json(in).path("access_token").asText())
        .filter(token -> stands(who, token));
  }

  /** The one who is never given away. */
  String root() {
    return logIn("admin", Tour.ADMIN_PASSWORD);
  }

  private boolean stands(String who, String token) {
    var answer =
        tour.send(
            tour.request("/auth/me").header("Authorization", "Bearer " + token).GET().build());
    if (answer.statusCode() != 200) {
      return false;
    }
    var me = tour.json(answer);
    return me.path("is_superuser").asBoolean() == who.equals(SUPERUSER)
        && me.path("username").asText().equals(names.get(who))
        && (who.equals(SUPERUSER) || me.path("role").asText().equals("agent"));
  }

  private String hire(String who) {
    var root = root();
    var name = "fuzz" + who + ++hired;
    names.put(who, name);
    var body =
        "{\"username\":\"%s\",\"email\":\"%s@example.com\",\"password\":\"%s\",\"role\":\"agent\"}";
    var id = call(201, "POST", "/api/admin/users", root, body.formatted(name, name, PASSWORD));
    if (who.equals(SUPERUSER)) {
      var path = "/auth/users/" + id.path("id").asText() + "/superuser?is_superuser=true";
      call(200, "PUT", path, root, null);
    }
    return logIn(name, PASSWORD);
  }

  private String logIn(String name, String password) {
    return call(200, "POST", "/auth/login", "", LOGIN.formatted(name, password))
        .path("access_token")
        .asText();
  }

  private JsonNode call(int status, String method, String path, String token, String body) {
    return tour.call(status, method, path, token, body);
  }
}
