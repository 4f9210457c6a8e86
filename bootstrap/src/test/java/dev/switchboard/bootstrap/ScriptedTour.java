package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** One day of a company: every operation is called at least once and does what it is for. */
public final class ScriptedTour {
  private static final String PAGE = "102938475610293";
  private static final String INSTAGRAM = "17841400000000001";

  private final Tour tour;
  private final String admin;

  public ScriptedTour(Tour tour, String admin) {
    this.tour = tour;
    this.admin = admin;
  }

  public void walk() {
    lookAround();
    List.of("/auth", "/api/auth").forEach(this::comeAndGo);
    new MailTour(tour).walk();
    List.of("/auth", "/api/auth").forEach(new SelfTour(tour)::walk);
    new SelfTour(tour).inviteAndClose(admin);
    openCompanies();
    var agent = hire();
    new StaffTour(tour, admin).walk();
    new DirectMessageTour(tour, admin).walk();
    connectChannels();
    hearCustomers();
    var chat = chatOf("FACEBOOK");
    distribute(chat, agent);
    converse(chat);
    failAndRetry(chatOf("INSTAGRAM"));
    tour.openSocket(post(200, "/api/ws/ticket", null).path("ticket").asText());
    sortOutParked();
    new ReportTour(tour, admin).walk();
    disconnectChannels();
    new AuditTour(tour, admin).walk();
  }

  private void lookAround() {
    for (var path :
        List.of(
            "/",
            "/health",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/openapi.json",
            "/api/v1/openapi.json",
            "/docs",
            "/api/v1/docs",
            "/docs/assets/swagger-ui.css",
            "/docs/assets/swagger-ui-bundle.js",
            "/docs/assets/favicon-32x32.png")) {
      tour.call(200, "GET", path, "", null);
    }
    get("/db-test");
  }

  private void comeAndGo(String mount) {
    var name = mount.equals("/auth") ? "anna" : "bert";
    var password = "a long password";
    tour.call(200, "GET", mount + "/config", "", null);
    tour.call(201, "POST", mount + "/register", "", newcomer(name, password));
    tour.call(400, "POST", mount + "/register", "", newcomer(name, password));
    tour.call(201, "POST", mount + "/signup", "", newcomer(name + "2", password));
    tour.call(401, "POST", mount + "/login", "", login(name, "something else"));
    var in = tour.call(200, "POST", mount + "/login", "", login(name, password));
    var token = in.path("access_token").asText();
    tour.call(200, "GET", mount + "/me", token, null);
    var refresh = "{\"refresh_token\":\"" + in.path("refresh_token").asText() + "\"}";
    tour.call(200, "POST", mount + "/refresh", "", refresh);
    tour.call(401, "POST", mount + "/refresh", "", "{\"refresh_token\":\"unknown\"}");
    tour.call(200, "POST", mount + "/logout", token, null);
    tour.call(401, "GET", mount + "/me", token, null);
    var form = "username=" + name + "&password=" + password.replace(' ', '+');
    var again = tour.post(200, mount + "/token", "application/x-www-form-urlencoded", form);
    tour.post(415, mount + "/token", "text/plain", form);
    tour.call(200, "POST", mount + "/logout-all", again.path("access_token").asText(), null);
  }

  private void openCompanies() {
    var administrator = newcomer("boss", "a long password");
    var made =
        post(201, "/api/companies", "{\"name\":\"Other Ltd\",\"admin\":" + administrator + "}");
    post(201, "/api/companies", "{\"name\":\"Without anybody\"}");
    get("/api/companies");
    get("/api/companies?skip=0&limit=1");
    get("/api/companies/" + made.path("id").asText());
  }

  private long hire() {
    var agent =
        post(
            201,
            "/api/admin/users",
            "{\"username\":\"ada\",\"email\":\"ada@example.com\",\"password\":\"a long password\","
                + "\"full_name\":\"Ada Lovelace\",\"role\":\"agent\"}");
    var id = agent.path("id").asLong();
    get("/api/users");
    get("/api/users?skip=0&limit=2");
    get("/api/users/agents");
    get("/api/users/agents?skip=0&include_inactive=true");
    for (var on : List.of("false", "true")) {
      patch("/api/users/" + id + "/chat-routing", "{\"can_receive_new_chats\":" + on + "}");
      patch("/api/users/" + id + "/active", "{\"is_active\":" + on + "}");
    }
    return id;
  }

  private void connectChannels() {
    connect("/api/facebook/pages", PAGE, 200);
    connect("/api/instagram/accounts", INSTAGRAM, 400);
  }

  private void connect(String path, String id, int again) {
    var body = "{\"page_id\":\"" + id + "\",\"page_name\":\"Shop\",\"access_token\":\"EAAB-x\"}";
    post(201, path, body);
    post(again, path, body);
    get(path);
    get(path + "/" + id);
    get(path + "/" + id + "/health");
    patch(path + "/" + id, "{\"page_name\":\"Shop, renamed\"}");
  }

  private void disconnectChannels() {
    call(200, "DELETE", "/api/facebook/pages/" + PAGE, null);
    call(200, "DELETE", "/api/instagram/accounts/" + INSTAGRAM, null);
  }

  private void hearCustomers() {
    for (var path : List.of("/api/webhooks/facebook", "/api/webhooks/instagram", "/webhook")) {
      var handshake = "?hub.mode=subscribe&hub.challenge=42&hub.verify_token=" + Tour.VERIFY_TOKEN;
      tour.call(200, "GET", path + handshake, "", null);
    }
    tour.deliver("/api/webhooks/facebook", message("page", PAGE, "2400112233", "m_1"));
    tour.deliver("/api/webhooks/instagram", message("instagram", INSTAGRAM, "1122334455", "m_2"));
    tour.deliver("/webhook", message("instagram", INSTAGRAM, "1122334455", "m_3"));
    Tour.eventually().until(() -> get("/api/chats").size() == 2);
  }

  private long chatOf(String platform) {
    return get("/api/chats?platform=" + platform + "&limit=1").path(0).path("id").asLong();
  }

  private void distribute(long chat, long agent) {
    var path = "/api/chats/" + chat;
    get("/api/chats?limit=1");
    get("/api/chats?state=open&unseen=true&not_replied=true&q=hello");
    post(200, path + "/unassign", null);
    post(404, path + "/assign", "{\"agent_id\":1}");
    post(200, path + "/assign", "{\"agent_id\":" + agent + "}");
    assertThat(get(path + "/assignments")).isNotEmpty();
    patch(path, "{\"priority\":\"high\",\"tags\":[\"sales\"],\"state\":\"pending\"}");
    call(422, "PATCH", path, "{\"priority\":\"whatever\"}");
    get("/api/dashboard/stats");
  }

  private void converse(long chat) {
    var path = "/api/chats/" + chat;
    var newest = get(path).path("messages").path(0).path("id").asLong();
    post(200, path + "/read", "{\"last_seen_message_id\":" + newest + "}");
    post(200, path + "/mark_read", null);
    post(201, path + "/notes", "{\"content\":\"asked the warehouse\"}");
    post(201, path + "/message", "{\"content\":\"yes\",\"reply_to_message_id\":" + newest + "}");
    post(400, path + "/messages", "{\"content\":\"\"}");
    post(409, path + "/messages/" + newest + "/retry", null);
    get(path + "/messages");
    get(path + "/messages?limit=1&direction=newer");
    call(422, "GET", path + "/messages?direction=sideways", null);
  }

  /** The Graph API of this tour refuses everything that is sent. */
  private void failAndRetry(long chat) {
    var path = "/api/chats/" + chat + "/messages";
    var answer = "{\"content\":\"hello\",\"client_msg_id\":\"c-1\"}";
    var sent = post(201, path, answer).path("id").asLong();
    post(201, path, answer);
    post(409, path, "{\"content\":\"another\",\"client_msg_id\":\"c-1\"}");
    Tour.eventually().until(() -> statusOf(path, sent).equals("failed"));
    post(200, path + "/" + sent + "/retry", null);
  }

  private String statusOf(String path, long message) {
    return StreamSupport.stream(get(path).spliterator(), false)
        .filter(one -> one.path("id").asLong() == message)
        .map(one -> one.path("status").asText())
        .findFirst()
        .orElseThrow();
  }

  /** What came for an account that nobody had connected. */
  private void sortOutParked() {
    for (var mid : List.of("m_4", "m_5")) {
      tour.deliver("/api/webhooks/facebook", message("page", "555", "2400112233", mid));
    }
    Tour.eventually().until(() -> get("/api/webhooks/parked").size() == 2);
    var first = get("/api/webhooks/parked").path(0).path("id").asText();
    var second = get("/api/webhooks/parked").path(1).path("id").asText();
    post(409, "/api/webhooks/parked/" + first + "/replay", null);
    connect("/api/facebook/pages", "555", 200);
    post(200, "/api/webhooks/parked/" + first + "/replay", null);
    call(200, "DELETE", "/api/webhooks/parked/" + second, null);
  }

  private static String message(String object, String account, String sender, String mid) {
    var now = System.currentTimeMillis();
    return """
        {"object":"%s","entry":[{"id":"%s","time":%d,"messaging":[{"sender":{"id":"%s"},
        "recipient":{"id":"%s"},"timestamp":%d,"message":{"mid":"%s","text":"hello"}}]}]}"""
        .formatted(object, account, now, sender, account, now, mid);
  }

  private static String newcomer(String name, String password) {
    return """
        {"username":"%s","email":"%s@example.com","password":"%s"}"""
        .formatted(name, name, password);
  }

  private static String login(String name, String password) {
    return """
        {"username":"%s","password":"%s"}"""
        .formatted(name, password);
  }

  private JsonNode get(String path) {
    return call(200, "GET", path, null);
  }

  private JsonNode post(int status, String path, String body) {
    return call(status, "POST", path, body);
  }

  private void patch(String path, String body) {
    call(200, "PATCH", path, body);
  }

  private JsonNode call(int status, String method, String path, String body) {
    return tour.call(status, method, path, admin, body);
  }
}
