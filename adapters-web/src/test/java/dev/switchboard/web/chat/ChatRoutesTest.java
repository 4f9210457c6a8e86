package dev.switchboard.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.assignment.AssignChat;
import dev.switchboard.application.conversation.ADesk;
import dev.switchboard.application.conversation.AddNote;
import dev.switchboard.application.conversation.MarkRead;
import dev.switchboard.application.conversation.ReplyToChat;
import dev.switchboard.application.conversation.RetryMessage;
import dev.switchboard.application.conversation.SendPermit;
import dev.switchboard.application.conversation.UpdateChat;
import dev.switchboard.application.outbound.InMemoryDeliveries;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatRoutesTest {
  private final ADesk desk = new ADesk();
  private final Candidate ada = desk.agent();
  private final Candidate bo = desk.agent();
  private TestServer server;

  @BeforeEach
  void start() {
    var markRead =
        new MarkRead(
            desk.transactions,
            desk.rights,
            desk.conversations,
            desk.messages,
            desk.streams,
            desk.clock);
    server =
        new TestServer(
            new ChatRoutes(
                desk.inbox(), desk.conversations, desk.decisions, markRead, Runnable::run),
            new ChatActions(desk.inbox(), assign(), markRead, update()),
            new ChatMessages(reply(), note(), retry(), desk.conversations));
    server.caller("ada", desk.as(ada));
    server.caller("bo", desk.as(bo));
    server.caller("boss", desk.supervisor());
    server.caller("stranger", desk.stranger());
    server.caller("member", 900, 77);
  }

  private AssignChat assign() {
    return new AssignChat(
        desk.transactions,
        desk.rights,
        desk.conversations,
        desk.roster,
        desk.decisions,
        desk.streams,
        desk.drain,
        desk.audit,
        desk.ids,
        desk.clock);
  }

  private UpdateChat update() {
    return new UpdateChat(
        desk.transactions,
        desk.rights,
        desk.conversations,
        desk.assign,
        desk.drain,
        desk.streams,
        desk.clock);
  }

  private ReplyToChat reply() {
    return new ReplyToChat(
        desk.transactions,
        desk.rights,
        desk.conversations,
        desk.messages,
        new SendPermit(desk.channels, CompanyQuotas.none()),
        desk.outbox,
        desk.streams,
        new ApiJson(),
        desk.ids,
        desk.clock);
  }

  private AddNote note() {
    return new AddNote(
        desk.transactions,
        desk.rights,
        desk.conversations,
        desk.messages,
        desk.streams,
        desk.ids,
        desk.clock);
  }

  private RetryMessage retry() {
    return new RetryMessage(
        desk.transactions,
        desk.rights,
        desk.conversations,
        desk.messages,
        new SendPermit(desk.channels, CompanyQuotas.none()),
        new InMemoryDeliveries(desk.outbox),
        desk.streams,
        desk.clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAgentSeesTheirOwnAndASupervisorAll() {
    var adas = desk.assigned(ada);
    var bos = desk.assigned(bo);
    var nobodys = desk.chat();
    assertThat(listed("/api/chats", "ada")).containsExactly(adas.id().value());
    assertThat(listed("/api/chats?assigned_to=" + bo.user(), "ada")).isEmpty();
    assertThat(listed("/api/chats", "boss"))
        .containsExactlyInAnyOrder(adas.id().value(), bos.id().value(), nobodys.id().value());
    assertThat(listed("/api/chats?assigned_to=unassigned", "boss"))
        .containsExactly(nobodys.id().value());
    assertThat(listed("/api/chats?status_filter=unassigned&platform=Facebook", "boss"))
        .containsExactly(nobodys.id().value());
    assertThat(listed("/api/chats", "stranger")).isEmpty();
    assertThat(server.get("/api/chats", "member").statusCode()).isEqualTo(403);
    assertThat(server.get("/api/chats", "").statusCode()).isEqualTo(401);
  }

  @Test
  void oneChatIsForItsAgentAndForWhoSeesAll() {
    var chat = "/api/chats/" + desk.assigned(ada).id();
    for (var path : List.of(chat, chat + "/messages", chat + "/assignments")) {
      assertThat(server.get(path, "ada").statusCode()).isEqualTo(200);
      assertThat(server.get(path, "boss").statusCode()).isEqualTo(200);
      problem(server.get(path, "bo"), 403, "access_denied");
      problem(server.get(path, "stranger"), 404, "chat_not_found");
    }
  }

  @Test
  void theListIsReadToItsEndByTheLinkHeader() {
    for (int i = 0; i < 5; i++) {
      desk.chat();
      desk.pass(Duration.ofSeconds(1));
    }
    var seen = new ArrayList<Long>();
    var path = "/api/chats?limit=2&status_filter=unassigned";
    while (!path.isEmpty()) {
      var answer = server.get(path, "boss");
      json(answer).forEach(chat -> seen.add(chat.get("id").asLong()));
      path = next(answer);
    }
    assertThat(seen)
        .hasSize(5)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> -Long.compare(a, b));
  }

  @Test
  void badQueriesAreTold() {
    var chat = desk.assigned(ada);
    for (var query :
        List.of(
            "q=%00",
            "tag=%00",
            "cursor=x",
            "cursor=!!",
            "cursor=AAAA",
            "cursor=f_________________________8",
            "limit=-1",
            "limit=0",
            "limit=x",
            "skip=-1",
            "unseen=maybe",
            "state=closed",
            "assigned_to=ada")) {
      assertThat(server.get("/api/chats?" + query, "boss").statusCode()).as(query).isEqualTo(422);
    }
    assertThat(server.get("/api/chats/x", "boss").statusCode()).isEqualTo(422);
    assertThat(
            server.get("/api/chats/" + chat.id() + "/messages?direction=up", "boss").statusCode())
        .isEqualTo(422);
    assertThat(server.get("/api/chats?platform=MYSPACE&status_filter=odd", "boss").statusCode())
        .isEqualTo(200);
  }

  @Test
  void theAssigneeReadsByLookingOthersOnlyBySayingSo() {
    var chat = desk.assigned(ada);
    desk.receive(chat, "one");
    desk.pass(Duration.ofSeconds(1));
    desk.receive(chat, "two");
    var path = "/api/chats/" + chat.id();
    assertThat(json(server.get(path, "boss")).get("unread_count").asInt()).isEqualTo(2);
    assertThat(json(server.get(path + "?mark_read=false", "ada")).get("unread_count").asInt())
        .isEqualTo(2);
    var detail = json(server.get(path, "ada"));
    assertThat(detail.get("unread_count").asInt()).isZero();
    assertThat(detail.get("messages"))
        .extracting(m -> m.get("content").asText())
        .containsExactly("one", "two");
    assertThat(detail.get("messages").get(0).get("sender").asText()).isEqualTo("FACEBOOK_USER");
    desk.receive(chat, "three");
    assertThat(json(server.get(path + "?mark_read=true", "boss")).get("unread_count").asInt())
        .isZero();
  }

  @Test
  void messagesPageBothWays() {
    var chat = desk.assigned(ada);
    for (var text : List.of("1", "2", "3", "4")) {
      desk.receive(chat, text);
      desk.pass(Duration.ofSeconds(1));
    }
    var path = "/api/chats/" + chat.id() + "/messages?limit=3";
    var newest = server.get(path, "ada");
    assertThat(texts(newest)).containsExactly("4", "3", "2");
    assertThat(texts(server.get(next(newest), "ada"))).containsExactly("1");
    assertThat(texts(server.get(path + "&direction=newer", "ada"))).containsExactly("3", "2", "1");
  }

  @Test
  void chatsAreGivenAndTakenByWhoMay() {
    var chat = desk.chat();
    var path = "/api/chats/" + chat.id();
    var given = json(post(path + "/assign", "boss", "{\"agent_id\":" + ada.user() + "}"));
    assertThat(given.get("success").asBoolean()).isTrue();
    assertThat(given.at("/chat/assigned_to").asLong()).isEqualTo(ada.user().value());
    assertThat(given.at("/chat/status").asText()).isEqualTo("assigned");
    assertThat(post(path + "/assign", "ada", "{\"agent_id\":1}").statusCode()).isEqualTo(403);
    problem(post(path + "/assign", "boss", "{\"agent_id\":123456}"), 404, "agent_not_found");
    problem(post(path + "/assign", "stranger", "{\"agent_id\":null}"), 404, "chat_not_found");
    problem(post(path + "/assign", "boss", "{\"agent_id\":\"x\"}"), 422, "wrong_type");
    assertThat(json(post(path + "/unassign", "boss", null)).at("/chat/status").asText())
        .isEqualTo("unassigned");
    var lines = json(server.get(path + "/assignments", "boss"));
    assertThat(lines).extracting(line -> line.get("reason").asText()).containsOnly("manual");
    assertThat(lines.get(0).get("agent_id").isNull()).isTrue();
    assertThat(lines.get(1).get("agent_id").asLong()).isEqualTo(ada.user().value());
  }

  @Test
  void anAnswerIsCreatedQueuedAndOnce() {
    var chat = asked();
    var path = "/api/chats/" + chat.id();
    var body = "{\"content\":\"Yes\",\"client_msg_id\":\"c1\"}";
    var first = post(path + "/message", "ada", body);
    assertThat(first.statusCode()).isEqualTo(201);
    var message = json(first);
    assertThat(message.get("status").asText()).isEqualTo("queued");
    assertThat(message.get("sender").asText()).isEqualTo("AGENT");
    assertThat(message.get("is_ticklegram").asBoolean()).isTrue();
    assertThat(message.get("client_msg_id").asText()).isEqualTo("c1");
    assertThat(message.at("/sent_by/id").asLong()).isEqualTo(ada.user().value());
    assertThat(json(post(path + "/messages", "ada", body)).get("id")).isEqualTo(message.get("id"));
    problem(
        post(path + "/messages", "ada", body.replace("Yes", "No")), 409, "client_msg_id_reused");
    problem(post(path + "/messages", "bo", body), 403, "access_denied");
    problem(post(path + "/messages", "member", body), 403, "insufficient_permissions");
  }

  @Test
  void badAnswersAreTold() {
    var path = "/api/chats/" + asked().id() + "/messages";
    problem(post(path, "ada", "{}"), 400, "message_empty");
    problem(post(path, "ada", "{\"content\":\" \"}"), 400, "message_empty");
    problem(
        post(path, "ada", "{\"content\":\"x\",\"reply_to_message_id\":1}"),
        404,
        "reply_target_not_found");
    for (var wrong :
        List.of(
            "{\"content\":{}}",
            "{\"content\":\"x\",\"attachments\":[null]}",
            "{\"attachments\":[{}]}",
            "{\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":7}}]}",
            "{\"attachments\":\"x\"}",
            "{\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"https://a.test/"
                + "x".repeat(8_192)
                + "\"}}]}",
            "{\"content\":\"x\",\"client_msg_id\":\"\\u0000\"}",
            "{\"content\":\"x\",\"client_msg_id\":\"\\ud800\"}",
            "{\"content\":\"x\\u0000\"}",
            "{\"content\":\"x\\udc00\"}",
            "{\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"https://a.test/\\ud800\"}}]}",
            "{\"content\":\"x\",\"reply_to_message_id\":\"x\"}")) {
      assertThat(post(path, "ada", wrong).statusCode()).as(wrong).isEqualTo(422);
    }
  }

  @Test
  void outsideTheWindowTheAnswerSaysSinceWhen() {
    var chat = asked();
    desk.pass(Duration.ofDays(8));
    var refused = post("/api/chats/" + chat.id() + "/message", "ada", "{\"content\":\"late\"}");
    assertThat(problem(refused, 403, "outside_messaging_window").get("closed_at").asText())
        .isEqualTo("2026-01-08T12:00:00.000000Z");
  }

  @Test
  void aChatIsChangedReadAndNotedInPlace() {
    var chat = asked();
    var path = "/api/chats/" + chat.id();
    var changed =
        json(
            server.send(
                "PATCH",
                path,
                "ada",
                "{\"state\":\"pending\",\"priority\":\"high\",\"tags\":[\" vip \"]}"));
    assertThat(changed.get("state").asText()).isEqualTo("pending");
    assertThat(changed.get("priority").asText()).isEqualTo("high");
    assertThat(changed.at("/tags/0").asText()).isEqualTo("vip");
    for (var wrong :
        List.of(
            "{\"state\":\"closed\"}",
            "{\"priority\":\"HUGE\"}",
            "{\"tags\":[\"\"]}",
            "{\"tags\":[null]}",
            "{\"tags\":[\"\\u0000\"]}",
            "{\"tags\":[\"\\ud800\"]}",
            "{\"snoozed_until\":\"yesterday\"}",
            "{\"snoozed_until\":\"+999999999-12-31T23:59:59Z\"}")) {
      assertThat(server.send("PATCH", path, "ada", wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    assertThat(post(path + "/notes", "ada", "{\"content\":\"\\ud800\"}").statusCode())
        .isEqualTo(422);
    assertThat(post(path + "/notes", "ada", "{\"content\":\"nice\"}").statusCode()).isEqualTo(201);
    assertThat(texts(server.get(path + "/messages", "ada"))).contains("nice");
    assertThat(json(post(path + "/mark_read", "ada", null)).get("success").asBoolean()).isTrue();
    assertThat(post(path + "/read", "ada", "{\"last_seen_message_id\":1}").statusCode())
        .isEqualTo(404);
    problem(post(path + "/messages/1/retry", "ada", null), 404, "message_not_found");
  }

  @Test
  void figuresAreTheCompanysOrOnesOwn() {
    desk.assigned(ada);
    desk.chat();
    var all = json(server.get("/api/dashboard/stats", "boss"));
    assertThat(all.get("total_chats").asInt()).isEqualTo(2);
    assertThat(all.get("unassigned_chats").asInt()).isEqualTo(1);
    assertThat(all.get("active_agents").asInt()).isEqualTo(2);
    assertThat(all.get("facebook_chats").asInt()).isEqualTo(2);
    var own = json(server.get("/api/dashboard/stats", "ada"));
    assertThat(own.get("total_chats").asInt()).isEqualTo(1);
    assertThat(own.get("unassigned_chats").asInt()).isZero();
  }

  private Conversation asked() {
    var chat = desk.assigned(ada);
    desk.receive(chat, "Are you open?");
    return chat;
  }

  private List<Long> listed(String path, String token) {
    var ids = new ArrayList<Long>();
    json(server.get(path, token)).forEach(chat -> ids.add(chat.get("id").asLong()));
    return ids;
  }

  private static List<String> texts(HttpResponse<String> answer) {
    var texts = new ArrayList<String>();
    json(answer).forEach(message -> texts.add(message.get("content").asText()));
    return texts;
  }

  private static String next(HttpResponse<String> answer) {
    var link = Pattern.compile("<([^>]+)>; rel=\"next\"");
    var match = link.matcher(answer.headers().firstValue("Link").orElse(""));
    return match.matches() ? match.group(1) : "";
  }

  private HttpResponse<String> post(String path, String token, String body) {
    return server.send("POST", path, token, body);
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("code").asText()).isEqualTo(code);
    return json(answer);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return ApiJson.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }
}
