package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody overwrites what they have not seen: users, chats and reports, over HTTP. */
class LostUpdateTest {
  private static final int ROUNDS = 6;
  private static final int RIVALS = 4;
  private static final String PAGE = "1001";

  @TempDir Path folder;
  private Switchboard switchboard;
  private Api api;
  private String admin;

  @BeforeEach
  void start() {
    switchboard =
        Switchboard.start(TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of()), _ -> {});
    api = new Api(switchboard.port());
    admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
  }

  @AfterEach
  void stop() {
    api.close();
    switchboard.close();
  }

  /** How something is shown and edited. */
  private record Edit(String method, String path, String body) {}

  @Test
  void anEditOfAUserFromAnEarlierRevisionIsRefused() {
    var shown = "/auth/users/" + hire("ada");
    var ancestors = shown.replace("/auth/", "/api/");

    for (var edit :
        List.of(
            new Edit("PUT", shown + "/roles", "{\"role_ids\":[]}"),
            new Edit("PUT", shown + "/disable", null),
            new Edit("PUT", shown + "/enable", null),
            new Edit("PATCH", ancestors + "/active", "{\"is_active\":false}"),
            new Edit("PATCH", ancestors + "/active", "{\"is_active\":true}"),
            new Edit("PUT", shown + "/superuser", "{\"is_superuser\":true}"),
            new Edit("PUT", shown + "/superuser", "{\"is_superuser\":false}"))) {
      editsOnce(shown, edit);
    }
    var old = tag(get(shown));
    api.json("PUT", shown + "/disable", admin, null);
    assertOutdated(api.send("DELETE", shown, admin, null, "If-Match", old));
    var key = "{\"new_password\":\"another horse\"}";
    var reset = shown.replace("/auth/", "/api/admin/") + "/reset-password";
    assertOutdated(api.send("POST", reset, admin, key, "If-Match", old));
    assertThat(api.send("POST", reset, admin, key, "If-Match", "*").statusCode()).isEqualTo(200);
    assertThat(api.send("DELETE", shown, admin, null, "If-Match", tag(get(shown))).statusCode())
        .isEqualTo(200);
    assertThat(api.send("DELETE", shown, admin, null, "If-Match", "*").statusCode()).isEqualTo(404);
  }

  @Test
  void soIsAnEditOfOneself() {
    editsOnce("/auth/me", new Edit("PATCH", "/auth/me", "{\"bio\":\"here\"}"));
    editsOnce("/api/auth/me", new Edit("PUT", "/auth/me", "{\"full_name\":\"Ada\"}"));
    editsOnce("/auth/me", new Edit("PUT", "/auth/me/phone", "{\"phone_number\":\"0170 1\"}"));
  }

  @Test
  void soIsAnEditOfAChatAndAMessageCountsAsAChange() throws Exception {
    var ada = hire("ada"); // gets the chat
    var shown = "/api/chats/" + customerWrites(1, 1);

    editsOnce(shown, new Edit("PATCH", shown, "{\"priority\":\"high\"}"));
    editsOnce(shown, new Edit("POST", shown + "/unassign", "{}"));
    editsOnce(shown, new Edit("POST", shown + "/assign", "{\"agent_id\":" + ada + "}"));

    var old = tag(get(shown));
    customerWrites(2, 2);
    var resolve = new Edit("PATCH", shown, "{\"state\":\"resolved\"}");
    assertOutdated(edit(resolve, old));
    assertThat(get(shown).body()).contains("\"state\":\"open\"");
    assertThat(edit(resolve, tag(get(shown))).statusCode()).isEqualTo(200);
  }

  @Test
  void soIsAnEditOfAReport() {
    var filed =
        api.json("POST", "/api/reports", admin, "{\"title\":\"Printer\",\"content\":\"jams\"}");
    var shown = "/reports/" + filed.path("id").asText();

    editsOnce(shown, new Edit("PUT", shown, "{\"title\":\"The printer\"}"));
    editsOnce(shown, new Edit("POST", shown + "/comment", "{\"comment\":\"looking\"}"));
    editsOnce(shown, new Edit("PUT", shown + "/resolve", "{}"));
  }

  @Test
  void ofManyWhoEditTheSameRevisionAtOnceOneWins() throws Exception {
    var user = "/auth/users/" + hire("ada");
    var chat = "/api/chats/" + customerWrites(1, 1);
    for (int round = 0; round < ROUNDS; round++) {
      var first = round * RIVALS;
      wins(
          chat,
          IntStream.range(first, first + RIVALS)
              .mapToObj(i -> new Edit("PATCH", chat, "{\"tags\":[\"t%s\"]}".formatted(i)))
              .toList());
      wins(
          "/auth/me",
          IntStream.range(first, first + RIVALS)
              .mapToObj(i -> new Edit("PATCH", "/auth/me", "{\"bio\":\"b%s\"}".formatted(i)))
              .toList());
      var toggle = new Edit("PUT", user + (round % 2 == 0 ? "/disable" : "/enable"), null);
      wins(user, List.of(toggle, toggle, toggle));
    }
  }

  /** With the tag of before it is done once, and without any as often as somebody asks. */
  private void editsOnce(String shown, Edit edit) {
    var before = tag(get(shown));

    var done = edit(edit, before);

    assertThat(done.statusCode()).as("%s %s", edit, done.body()).isEqualTo(200);
    assertThat(tag(done)).as(edit.path()).isNotEqualTo(before).isEqualTo(tag(get(shown)));
    assertOutdated(edit(edit, before));
    assertThat(tag(get(shown))).isEqualTo(tag(done));
    assertThat(api.send(edit.method(), edit.path(), admin, edit.body()).statusCode())
        .isEqualTo(200);
  }

  private void wins(String shown, List<Edit> rivals) throws Exception {
    var seen = tag(get(shown));
    var start = new CyclicBarrier(rivals.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          threads
              .invokeAll(
                  rivals.stream()
                      .map(
                          rival ->
                              (java.util.concurrent.Callable<HttpResponse<String>>)
                                  () -> {
                                    start.await();
                                    return edit(rival, seen);
                                  })
                      .toList())
              .stream()
              .map(java.util.concurrent.Future::resultNow)
              .toList();
      var won = answers.stream().filter(answer -> answer.statusCode() == 200).toList();
      assertThat(won).as(shown).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() != 200)
          .allSatisfy(LostUpdateTest::assertOutdated);
      assertThat(tag(get(shown))).isEqualTo(tag(won.getFirst()));
    }
  }

  private HttpResponse<String> edit(Edit edit, String seen) {
    return api.send(edit.method(), edit.path(), admin, edit.body(), "If-Match", seen);
  }

  private HttpResponse<String> get(String path) {
    return api.send("GET", path, admin, null);
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private static void assertOutdated(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(412);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"precondition_failed\"");
  }

  private String hire(String name) {
    return api.json(
            "POST",
            "/api/admin/users",
            admin,
            "{\"username\":\"%s\",\"email\":\"%s@example.test\",\"password\":\"correct horse\"}"
                .formatted(name, name))
        .path("id")
        .asText();
  }

  /** One customer of one page; the id of their chat, once it has {@code total} unread messages. */
  private String customerWrites(int nth, int total) throws InterruptedException {
    if (nth == 1) {
      api.json(
          "POST",
          "/api/facebook/pages",
          admin,
          "{\"page_id\":\"%s\",\"page_name\":\"Shop\",\"access_token\":\"EAA1\"}".formatted(PAGE));
    }
    var load = new MetaLoad(api.uri("/api/webhooks/facebook"), TestSettings.FACEBOOK_APP_SECRET, 1);
    load.post(MetaLoad.events(List.of(PAGE), 1, nth, 1_790_000_000_000L), 1, 1, 1, () -> {});
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                api.json("GET", "/api/chats", admin, null).path(0).path("unread_count").asInt()
                    == total);
    return api.json("GET", "/api/chats", admin, null).path(0).path("id").asText();
  }
}
