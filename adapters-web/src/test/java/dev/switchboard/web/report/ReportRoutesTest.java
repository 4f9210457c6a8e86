package dev.switchboard.web.report;

import static dev.switchboard.application.report.AReport.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.report.AnswerReport;
import dev.switchboard.application.report.FileReport;
import dev.switchboard.application.report.InMemoryReports;
import dev.switchboard.application.report.RewordReport;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportRoutesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestServer server;

  @BeforeEach
  void start() {
    var transactions = new InMemoryTransactions();
    var rights = new GivenRights();
    var reports = new InMemoryReports(transactions);
    var streams = new InMemoryStreams(transactions);
    var clock = Clock.fixed(NOON, ZoneOffset.UTC);
    server =
        new TestServer(
            new ReportRoutes(
                reports,
                new FileReport(transactions, rights, reports, streams, new InMemoryIds(), clock),
                new RewordReport(transactions, rights, reports, streams, clock)),
            new ReportAdminRoutes(
                reports, new AnswerReport(transactions, rights, reports, streams, clock)));
    server.caller("ada", 900, 1);
    server.caller("bob", 900, 2);
    server.caller("boss", 900, 3, Permission.REPORT_MANAGE);
    server.caller("stranger", 901, 4, Permission.values());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aReportIsFiledAndShownAtBothMounts() {
    var answer =
        send("POST", "/reports/", "ada", "{\"title\":\" Printer \",\"content\":\"x\\ny\"}");
    assertThat(answer.statusCode()).isEqualTo(201);
    var filed = json(answer);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/api/reports/" + filed.path("id").asLong());
    assertThat(filed.path("title").asText()).isEqualTo("Printer");
    assertThat(filed.path("status").asText()).isEqualTo("open");
    assertThat(filed.path("reporter_username").asText()).isEqualTo("user1");
    assertThat(filed.get("comment").isNull()).isTrue();
    assertThat(filed.get("resolver_username").isNull()).isTrue();
    for (var mount : List.of("/reports/", "/api/reports/")) {
      assertThat(json(send("GET", mount + filed.path("id"), "ada", null))).isEqualTo(filed);
    }
  }

  @Test
  void badTextsAreRefusedByField() {
    for (var body :
        List.of(
            "{}",
            "{\"title\":\"\",\"content\":\"x\"}",
            "{\"title\":\"x\",\"content\":\" \"}",
            "{\"title\":\"a\\u0000b\",\"content\":\"x\"}",
            "{\"title\":\"x\",\"content\":\"\\ud83d\"}",
            "{\"title\":\"" + "x".repeat(256) + "\",\"content\":\"x\"}",
            "{\"title\":{},\"content\":\"x\"}")) {
      var answer = send("POST", "/reports", "ada", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(422);
      assertThat(json(answer).at("/errors/0/field").asText()).isIn("title", "content");
    }
  }

  @Test
  void whatTheCallerMayNotDecideIsIgnored() {
    var body =
        "{\"title\":\"x\",\"content\":\"y\",\"status\":\"resolved\",\"reporter_id\":2,"
            + "\"company_id\":901,\"comment\":\"z\",\"resolved_by\":2}";
    var filed = json(send("POST", "/reports", "ada", body));
    assertThat(filed.path("status").asText()).isEqualTo("open");
    assertThat(filed.path("reporter_id").asLong()).isEqualTo(1);
    assertThat(filed.get("comment").isNull()).isTrue();
    var path = "/reports/" + filed.path("id");
    var put = json(send("PUT", path, "ada", body));
    assertThat(put.path("status").asText()).isEqualTo("open");
    assertThat(send("GET", path, "stranger", null).statusCode()).isEqualTo(404);
  }

  @Test
  void everybodyListsTheirOwnAndTheBossAll() {
    var adas = file("ada", "Printer");
    var bobs = file("bob", "Paper");
    assertThat(listed("/reports", "ada")).containsExactly(adas);
    assertThat(listed("/reports", "boss")).isEmpty();
    assertThat(listed("/reports/admin/all", "boss")).containsExactly(bobs, adas);
    assertThat(listed("/reports/admin/all?reporter_id=1", "boss")).containsExactly(adas);
    assertThat(listed("/api/reports/admin/all?q=pap", "boss")).containsExactly(bobs);
    assertThat(listed("/reports/admin/all", "stranger")).isEmpty();
    assertThat(send("GET", "/reports/admin/all", "ada", null).statusCode()).isEqualTo(403);
    assertThat(send("GET", "/reports/admin/overview", "ada", null).statusCode()).isEqualTo(403);
    assertThat(send("GET", "/reports", "", null).statusCode()).isEqualTo(401);
  }

  @Test
  void listsAreNarrowedByStatus() {
    var open = file("ada", "Printer");
    var taken = file("ada", "Paper");
    answer(taken, "{\"comment\":\"hm\",\"status\":\"in_progress\"}");
    assertThat(listed("/reports?status_filter=open", "ada")).containsExactly(open);
    assertThat(listed("/reports?status_filter=in_progress", "ada")).containsExactly(taken);
    assertThat(listed("/reports?status_filter=resolved", "ada")).isEmpty();
    assertThat(listed("/reports?status_filter=", "ada")).containsExactly(taken, open);
    assertThat(listed("/reports?status_filter=all&q=p", "ada")).containsExactly(taken, open);
    problem(send("GET", "/reports?status_filter=done", "ada", null), 422, "invalid");
    var overview = json(send("GET", "/reports/admin/overview", "boss", null));
    assertThat(overview.toString())
        .isEqualTo("{\"total\":2,\"open\":1,\"in_progress\":1,\"resolved\":0}");
  }

  @Test
  void aListIsReadToItsEndByTheLinkHeader() {
    for (int i = 0; i < 5; i++) {
      file("ada", "Report " + i);
    }
    var seen = new ArrayList<Long>();
    var path = "/reports?limit=2";
    while (!path.isEmpty()) {
      var page = send("GET", path, "ada", null);
      json(page).forEach(report -> seen.add(report.path("id").asLong()));
      var link = Pattern.compile("<(.*)>").matcher(page.headers().firstValue("Link").orElse(""));
      path = link.find() ? link.group(1) : "";
    }
    assertThat(seen).doesNotHaveDuplicates().hasSize(5);
    assertThat(listed("/reports?skip=3&limit=1000000", "ada")).hasSize(2);
  }

  @Test
  void aColleaguesReportIsForbiddenAndAnotherCompanysMissing() {
    var path = "/reports/" + file("ada", "Printer");
    for (var read : List.of(path, path + "/comments")) {
      problem(send("GET", read, "bob", null), 403, "access_denied");
      problem(send("GET", read, "stranger", null), 404, "report_not_found");
      assertThat(send("GET", read, "boss", null).statusCode()).isEqualTo(200);
    }
    problem(send("PUT", path, "bob", "{\"title\":\"x\"}"), 403, "not_the_reporter");
    problem(send("PUT", path, "boss", "{\"title\":\"x\"}"), 403, "not_the_reporter");
    problem(send("PUT", path, "stranger", "{\"title\":\"x\"}"), 404, "report_not_found");
    for (var token : List.of("ada", "bob")) {
      problem(
          send("POST", path + "/comment", token, "{\"comment\":\"x\"}"),
          403,
          "insufficient_permissions");
      problem(
          send("PUT", path + "/resolve", token, "{\"comment\":\"x\"}"),
          403,
          "insufficient_permissions");
    }
    problem(
        send("POST", path + "/comment", "stranger", "{\"comment\":\"x\"}"),
        404,
        "report_not_found");
    problem(
        send("PUT", path + "/resolve", "stranger", "{\"comment\":\"\"}"), 404, "report_not_found");
  }

  @Test
  void onlyAnOpenReportIsReworded() {
    var id = file("ada", "Printer");
    var path = "/reports/" + id;
    var reworded = json(send("PUT", path, "ada", "{\"content\":\"more\",\"revision\":0}"));
    assertThat(reworded.path("title").asText()).isEqualTo("Printer");
    assertThat(reworded.path("content").asText()).isEqualTo("more");
    problem(
        send("PUT", path, "ada", "{\"content\":\"less\",\"revision\":0}"), 409, "report_changed");
    answer(id, "{\"comment\":\"hm\",\"status\":\"in_progress\"}");
    var late = send("PUT", path, "ada", "{\"title\":\"x\"}");
    problem(late, 400, "report_not_open");
    assertThat(json(late).path("detail").asText())
        .isEqualTo("Cannot update a report that is not in open status");
  }

  @Test
  void answersAreKeptAndTheNewestIsShown() {
    var id = file("ada", "Printer");
    assertThat(answer(id, "{\"comment\":\"one\"}").path("status").asText()).isEqualTo("open");
    var resolved =
        json(send("PUT", "/reports/" + id + "/resolve", "boss", "{\"comment\":\"two\"}"));
    assertThat(resolved.path("comment").asText()).isEqualTo("two");
    assertThat(resolved.path("resolver_username").asText()).isEqualTo("user3");
    assertThat(resolved.path("resolved_at").asText()).isEqualTo("2026-01-01T12:00:00.000000Z");
    var again = json(send("PUT", "/reports/" + id + "/resolve", "boss", "{\"comment\":\"\"}"));
    assertThat(again.path("comment").asText()).isEqualTo("two");
    var reopened = answer(id, "{\"comment\":\"\",\"status\":\"open\"}");
    assertThat(reopened.get("resolved_at").isNull()).isTrue();
    assertThat(reopened.get("resolved_by").isNull()).isTrue();
    assertThat(reopened.get("resolver_username").isNull()).isTrue();
    var history = json(send("GET", "/reports/" + id + "/comments", "ada", null));
    assertThat(history.findValuesAsText("comment")).containsExactly("two", "one");
    assertThat(history.findValuesAsText("status")).containsExactly("resolved", "open");
    assertThat(history.at("/0/author_username").asText()).isEqualTo("user3");
  }

  @Test
  void anUnknownStatusIsRefusedWithTheKnownOnes() {
    var path = "/reports/" + file("ada", "Printer") + "/comment";
    var refused = send("POST", path, "boss", "{\"comment\":\"x\",\"status\":\"done\"}");
    problem(refused, 400, "invalid_status");
    assertThat(json(refused).path("detail").asText())
        .isEqualTo("Invalid status. Must be one of: open, in_progress, resolved");
    problem(send("POST", path, "boss", "{}"), 422, "missing");
    problem(send("POST", path, "boss", "{\"comment\":\" \"}"), 422, "missing");
  }

  private long file(String token, String title) {
    var body = "{\"title\":\"" + title + "\",\"content\":\"is broken\"}";
    return json(send("POST", "/reports", token, body)).path("id").asLong();
  }

  private JsonNode answer(long report, String body) {
    var answer = send("POST", "/api/reports/" + report + "/comment", "boss", body);
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer);
  }

  private List<Long> listed(String path, String token) {
    return StreamSupport.stream(json(send("GET", path, token, null)).spliterator(), false)
        .map(report -> report.path("id").asLong())
        .toList();
  }

  private static void problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("code").asText()).isEqualTo(code);
  }

  private HttpResponse<String> send(String method, String path, String token, String body) {
    return server.send(method, path, token, body);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
