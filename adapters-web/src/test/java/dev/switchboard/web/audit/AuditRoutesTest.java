package dev.switchboard.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.account.InMemoryCompanies;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.ExportAudit;
import dev.switchboard.application.audit.InMemoryAuditTrail;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRoutesTest {
  private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
  private static final CompanyId ACME = new CompanyId(1);
  private static final CompanyId OTHER = new CompanyId(2);

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final SettableClock clock = new SettableClock(NOON);
  private final InMemoryAuditTrail trail =
      new InMemoryAuditTrail(transactions, new InMemoryIds(), clock);
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            new AuditRoutes(
                trail,
                new InMemoryCompanies(transactions),
                new ExportAudit(transactions, new GivenRights(), trail, trail),
                new ApiJson()));
    server.caller("admin", 1, 1, Permission.AUDIT_VIEW);
    server.caller("agent", 1, 2, Permission.CHAT_MESSAGE);
    server.caller(
        "root",
        new Caller(
            ACME, new UserId(3), new SessionId(3), "r", "r", true, Set.of(Permission.values())));
    add(event(ACME, AuditAction.LOGIN, 7).from(java.util.Optional.of("192.0.2.7")));
    add(event(ACME, AuditAction.USER_DISABLED, 8).with("reason", "=cmd()"));
    add(event(OTHER, AuditAction.LOGOUT, 9));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static AuditEvent event(CompanyId company, AuditAction action, long user) {
    return AuditEvent.unattended(company, action)
        .as(new UserId(user))
        .on(AuditObject.of(new UserId(user)));
  }

  private void add(AuditEvent event) {
    clock.pass(Duration.ofSeconds(1));
    transactions.inTransaction(() -> trail.add(event));
  }

  private JsonNode list(String token, String query) throws IOException {
    var answer = server.get("/api/audit" + query, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void theTrailOfTheOwnCompanyIsShownNewestFirst() throws IOException {
    var events = list("admin", "");

    assertThat(events).hasSize(2);
    assertThat(events.path(0).path("action").asText()).isEqualTo("user_disabled");
    assertThat(events.path(1).path("address").asText()).isEqualTo("192.0.2.7");
    assertThat(events.path(1).path("object_type").asText()).isEqualTo("user");
    assertThat(events.path(1).path("session_id").isNull()).isTrue();
  }

  @Test
  void whoMayNotReadItIsRefused() {
    assertThat(server.get("/api/audit", "agent").statusCode()).isEqualTo(403);
    assertThat(server.get("/api/audit/export", "agent").statusCode()).isEqualTo(403);
    assertThat(server.get("/api/audit", "").statusCode()).isEqualTo(401);
  }

  @Test
  void anotherCompanysTrailIsForSuperusersAlone() throws IOException {
    assertThat(list("admin", "?company_id=2")).hasSize(2);
    var others = list("root", "?company_id=2");
    assertThat(others).hasSize(1);
    assertThat(others.path(0).path("action").asText()).isEqualTo("logout");
  }

  @ParameterizedTest
  @CsvSource({
    "actor=7, 1",
    "action=login, 1",
    "object_type=user, 2",
    "object_id=8, 1",
    "address=192.0.2.7, 1",
    "from=2026-02-01T12:00:02Z, 1",
    "to=2026-02-01T13:00:02%2B01:00, 1",
    "actor=7&action=logout, 0",
    "user_id=7, 1",
    "since=2026-02-01T12:00:02Z, 1",
    "until=2026-02-01T12:00:02Z, 1",
  })
  void filtersNarrow(String filter, int left) throws IOException {
    assertThat(list("admin", "?" + filter)).hasSize(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor=x",
        "action=made_up",
        "object_type=made_up",
        "object_id=x",
        "from=yesterday",
        "from=%2B300000-01-01T00:00:00Z",
        "to=%2B10000-01-01T00:00:00Z",
        "to=1969-12-31T23:59:59Z",
        "to=2026-02-01",
        "cursor=x",
        "limit=0",
        "since=xx",
        "until=xx",
        "user_id=x",
        "bogus=1",
        "actors=7",
      })
  void whatIsWrongIsRefusedAndNotIgnored(String filter) {
    assertThat(server.get("/api/audit?" + filter, "admin").statusCode()).isEqualTo(422);
    assertThat(trail.events()).hasSize(3);
  }

  @Test
  void aFilterThatDoesNotExistIsNamedAndNothingIsCopied() {
    var answer = server.get("/api/audit/export?actors=7&limit=1&action=login", "admin");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("\"field\":\"actors\"", "\"field\":\"limit\"")
        .doesNotContain("\"field\":\"action\"");
    assertThat(trail.events()).hasSize(3);
  }

  @Test
  void theTrailOfACompanyThatNeverWasIsMissing() {
    for (var path : List.of("/api/audit", "/api/audit/export")) {
      assertThat(server.get(path + "?company_id=99", "root").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theLinkLeadsOnWithTheSameFilters() throws IOException {
    var first = server.get("/api/audit?limit=1&object_type=user", "admin");
    var link = first.headers().firstValue("Link").orElseThrow();
    assertThat(link).contains("object_type=user").endsWith("rel=\"next\"");

    var next = URI.create(link.substring(1, link.indexOf('>')));
    var second = server.get(next.toString(), "admin");
    assertThat(new ObjectMapper().readTree(second.body()).path(0).path("action").asText())
        .isEqualTo("login");
    assertThat(second.headers().firstValue("Link")).isEmpty();
  }

  @Test
  void aCopyIsCsvWithoutFormulasAndOnTheTrailItself() {
    add(
        event(ACME, AuditAction.ROLE_CREATED, 8)
            .from(java.util.Optional.of("=cmd()|' /C calc'!A0")));

    var answer = server.get("/api/audit/export?object_type=user", "admin");

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(answer.body().lines().findFirst().orElseThrow())
        .isEqualTo(
            "\"id\",\"at\",\"action\",\"actor_id\",\"session_id\",\"address\",\"object_type\",\"object_id\",\"facts\"");
    assertThat(lines(answer)).isEqualTo(4);
    assertThat(answer.body())
        .contains(",\"'=cmd()|' /C calc'!A0\",")
        .contains("{\"\"reason\"\":\"\"=cmd()\"\"}");
    var exported = trail.events().getLast();
    assertThat(exported.action()).isEqualTo(AuditAction.AUDIT_EXPORTED);
    assertThat(exported.actor()).contains(new UserId(1));
    assertThat(exported.facts()).containsEntry("filter", "object_type=user");
  }

  @Test
  void aLongTrailIsCopiedWhole() {
    for (int i = 0; i < 1_100; i++) {
      add(event(ACME, AuditAction.LOGIN, 7));
    }

    assertThat(lines(server.get("/api/audit/export?action=login", "admin"))).isEqualTo(1_102);
  }

  private static long lines(HttpResponse<String> answer) {
    return answer.body().lines().count();
  }
}
