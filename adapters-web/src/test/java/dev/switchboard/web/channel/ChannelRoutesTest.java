package dev.switchboard.web.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.audit.InMemoryAuditTrail;
import dev.switchboard.application.channel.ChannelHealth;
import dev.switchboard.application.channel.ChannelProbe;
import dev.switchboard.application.channel.ChannelProbe.Answer;
import dev.switchboard.application.channel.ConnectChannel;
import dev.switchboard.application.channel.DisconnectChannel;
import dev.switchboard.application.channel.InMemoryChannelAccounts;
import dev.switchboard.application.channel.UpdateChannel;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.TestServer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelRoutesTest {
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
  private static final String PAGES = "/api/facebook/pages";
  private static final String ACCOUNTS = "/api/instagram/accounts";
  private static final String PAGE =
      "{\"page_id\":\"100\",\"page_name\":\"Acme\",\"access_token\":\"EAAcanary\"}";

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);
  private TestServer server;
  private Answer answer = new Answer.Unclear("not asked");

  @BeforeEach
  void start() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var rights = new GivenRights();
    var ids = new InMemoryIds();
    var audit = new InMemoryAuditTrail(transactions, ids);
    var update = new UpdateChannel(accounts, (_, _) -> {}, transactions, rights, audit, clock);
    server =
        new TestServer(
            new ChannelRoutes(
                accounts,
                accounts,
                new Probe(),
                new ConnectChannel(accounts, update, transactions, rights, audit, ids, clock),
                update,
                new DisconnectChannel(accounts, transactions, rights, audit)));
    server.caller("admin", 1, 1, Permission.INTEGRATION_MANAGE);
    server.caller("agent", 1, 2, Permission.CHAT_MESSAGE);
    server.caller("stranger", 2, 3, Permission.INTEGRATION_MANAGE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void connectsAPageAndNeverShowsItsToken() {
    var connected = server.send("POST", PAGES, "admin", PAGE);

    assertThat(connected.statusCode()).isEqualTo(201);
    assertThat(connected.headers().firstValue("Location")).hasValue(PAGES + "/100");
    var json = json(connected);
    assertThat(json.path("page_id").asText()).isEqualTo("100");
    assertThat(json.path("page_name").asText()).isEqualTo("Acme");
    assertThat(json.path("is_active").asBoolean()).isTrue();
    assertThat(json.path("human_agent").asBoolean()).isTrue();
    assertThat(json.path("state").asText()).isEqualTo("ok");
    assertThat(json.path("has_token").asBoolean()).isTrue();
    assertThat(json.path("connected_at").asText()).isEqualTo("2026-02-01T12:00:00.000000Z");
    for (var answer :
        List.of(
            connected,
            server.get(PAGES, "admin"),
            server.get(PAGES + "/100", "admin"),
            server.get(PAGES + "/100/health", "admin"))) {
      assertThat(answer.body()).doesNotContain("canary");
    }
  }

  @Test
  void connectingAPageAgainRefreshesIt() {
    server.send("POST", PAGES, "admin", PAGE);
    server.send("PATCH", PAGES + "/100", "admin", "{\"is_active\":false}");

    var again = server.send("POST", PAGES, "admin", PAGE);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).path("is_active").asBoolean()).isTrue();
    assertThat(json(server.get(PAGES, "agent"))).hasSize(1);
  }

  @Test
  void anInstagramAccountIsConnectedOnceAndFoundByEitherId() {
    var body = "{\"page_id\":\"17840000000000001\",\"username\":\"acme\",\"access_token\":\"x\"}";
    var connected = server.send("POST", ACCOUNTS, "admin", body);

    assertThat(connected.statusCode()).isEqualTo(201);
    assertThat(json(connected).path("username").asText()).isEqualTo("acme");
    var id = json(connected).path("id").asText();
    assertThat(server.get(ACCOUNTS + "/" + id, "agent").body()).isEqualTo(connected.body());
    assertThat(server.get(ACCOUNTS + "/17840000000000001", "agent").statusCode()).isEqualTo(200);
    problem(server.send("POST", ACCOUNTS, "admin", body), 400, "channel.already_connected");
    assertThat(server.get(PAGES + "/" + id, "agent").statusCode()).isEqualTo(404);
  }

  @Test
  void whatAnotherCompanyHasIsNeitherShownNorGiven() {
    server.send("POST", PAGES, "admin", PAGE);

    problem(server.send("POST", PAGES, "stranger", PAGE), 400, "channel.unavailable");
    assertThat(server.get(PAGES, "stranger").body()).isEqualTo("[]");
    for (var answer :
        List.of(
            server.get(PAGES + "/100", "stranger"),
            server.get(PAGES + "/100/health", "stranger"),
            server.send("PATCH", PAGES + "/100", "stranger", "{\"is_active\":false}"),
            server.send("DELETE", PAGES + "/100", "stranger", null))) {
      problem(answer, 404, "channel.missing");
    }
    assertThat(json(server.get(PAGES + "/100", "admin")).path("is_active").asBoolean()).isTrue();
  }

  @Test
  void onlyWhoManagesIntegrationsMayChangeThem() {
    server.send("POST", PAGES, "admin", PAGE);

    assertThat(server.get(PAGES + "/100", "agent").statusCode()).isEqualTo(200);
    for (var answer :
        List.of(
            server.send("POST", PAGES, "agent", PAGE),
            server.send("PATCH", PAGES + "/100", "agent", "{\"is_active\":false}"),
            server.send("DELETE", PAGES + "/100", "agent", null),
            server.get(PAGES + "/100/health", "agent"))) {
      problem(answer, 403, "insufficient_permissions");
    }
    assertThat(server.get(PAGES, "").statusCode()).isEqualTo(401);
  }

  @Test
  void changesWhatIsGivenAndKeepsTheRest() {
    server.send("POST", PAGES, "admin", PAGE);

    var changed =
        json(
            server.send(
                "PATCH",
                PAGES + "/100",
                "admin",
                "{\"page_name\":\"Acme & Söhne\",\"human_agent\":false}"));

    assertThat(changed.path("page_name").asText()).isEqualTo("Acme & Söhne");
    assertThat(changed.path("human_agent").asBoolean()).isFalse();
    assertThat(changed.path("is_active").asBoolean()).isTrue();
  }

  @Test
  void aNewTokenHealsAnAccount() {
    server.send("POST", PAGES, "admin", PAGE);
    var company = new CompanyId(1);
    var account = accounts.find(company, new ChannelKey(Platform.FACEBOOK, "100")).orElseThrow();
    accounts.update(account.withState(ChannelState.REAUTH, NOW));
    accounts.heard(List.of(account), NOW);
    accounts.sendFailed(
        company, account.id(), new ChannelHealth.SendError("190", "Token expired", NOW));

    var report = json(server.get(PAGES + "/100/health", "admin"));
    assertThat(report.path("token_valid").asBoolean()).isFalse();
    assertThat(report.path("state").asText()).isEqualTo("reauth");
    assertThat(report.path("last_webhook_at").asText()).isEqualTo("2026-02-01T12:00:00.000000Z");
    assertThat(report.path("last_send_error").path("code").asText()).isEqualTo("190");
    assertThat(report.path("subscribed_fields").isNull()).isTrue();

    server.send("PATCH", PAGES + "/100", "admin", "{\"access_token\":\"EAAnext\"}");
    assertThat(json(server.get(PAGES + "/100/health", "admin")).path("token_valid").asBoolean())
        .isTrue();
    assertThat(accounts.token(company, account.id())).contains("EAAnext");
  }

  @Test
  void healthTellsWhatThePlatformSays() {
    server.send("POST", PAGES, "admin", PAGE);
    answer = new Answer.Works(Optional.of(Set.of("standby", "messages")), false);

    var report = json(server.get(PAGES + "/100/health", "admin"));
    assertThat(report.path("token_valid").asBoolean()).isTrue();
    assertThat(report.path("subscribed_fields").toString()).isEqualTo("[\"messages\",\"standby\"]");

    answer = new Answer.TokenRefused();
    report = json(server.get(PAGES + "/100/health", "admin"));
    assertThat(report.path("token_valid").asBoolean()).isFalse();
    assertThat(report.path("subscribed_fields").isNull()).isTrue();
  }

  @Test
  void aDisconnectedPageIsGone() {
    server.send("POST", PAGES, "admin", PAGE);

    var gone = server.send("DELETE", PAGES + "/100", "admin", null);

    assertThat(gone.statusCode()).isEqualTo(200);
    assertThat(json(gone).path("success").asBoolean()).isTrue();
    problem(server.get(PAGES + "/100", "admin"), 404, "channel.missing");
    problem(server.send("DELETE", PAGES + "/100", "admin", null), 404, "channel.missing");
  }

  @Test
  void refusesWhatCannotBeAPageOrAToken() {
    for (var body :
        List.of(
            "{}",
            "{\"page_id\":\"100\"}",
            "{\"page_id\":\"\",\"access_token\":\"x\"}",
            "{\"page_id\":\"a/b\",\"access_token\":\"x\"}",
            "{\"page_id\":\"100\\u0000\",\"access_token\":\"x\"}",
            "{\"page_id\":\"100\",\"access_token\":\"two words\"}",
            "{\"page_id\":\"100\",\"access_token\":\"x\",\"page_name\":\"a\\u0000\"}")) {
      assertThat(server.send("POST", PAGES, "admin", body).statusCode()).as(body).isEqualTo(422);
    }
    assertThat(server.get(PAGES + "/%00", "admin").statusCode()).isIn(400, 404);
  }

  private final class Probe implements ChannelProbe {
    @Override
    public Answer ask(ChannelAccount account, String token) {
      return answer;
    }

    @Override
    public Answer subscribe(ChannelAccount account, String token) {
      return answer;
    }
  }

  private static void problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).path("code").asText()).isEqualTo(code);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return ApiJson.mapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
