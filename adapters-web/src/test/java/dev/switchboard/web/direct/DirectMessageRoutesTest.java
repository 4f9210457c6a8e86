package dev.switchboard.web.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectMessageRoutesTest extends DirectOverHttp {
  @ParameterizedTest
  @ValueSource(strings = {"/messages", "/api/messages"})
  void aMessageIsSentAndShown(String mount) {
    var answer = post(mount, "ada", to(bob, "hello"));
    var sent = json(answer, 201);

    assertThat(fields(sent))
        .containsExactly(
            "id",
            "sender_id",
            "recipient_id",
            "content",
            "is_read",
            "conversation_id",
            "parent_id",
            "client_msg_id",
            "created_at",
            "updated_at");
    assertThat(sent.get("sender_id").asLong()).isEqualTo(ada.user().value());
    assertThat(sent.get("recipient_id").asLong()).isEqualTo(bob.user().value());
    assertThat(sent.get("content").asText()).isEqualTo("hello");
    assertThat(sent.get("is_read").asBoolean()).isFalse();
    assertThat(sent.get("conversation_id").asText()).isEqualTo(conversation());
    assertThat(sent.get("created_at").asText()).isEqualTo("2026-01-01T12:00:00.000000Z");
    assertThat(answer.headers().firstValue("Location"))
        .contains("/api/messages/" + sent.get("id").asText());
    assertThat(json(get(mount + "/" + sent.get("id"), "bob"), 200)).isEqualTo(sent);
    assertThat(count(mount, "bob")).isEqualTo(1);
  }

  @Test
  void whatCannotBeSentIsTold() {
    var me = "{\"recipient_id\":%s,\"content\":\"x\"}".formatted(ada.user());
    problem(
        post("/messages", "ada", me), 400, "message_to_self", "Cannot send message to yourself");
    for (var nobody : List.of(office.stranger().user().value(), 123_456L, -1L)) {
      problem(
          post("/messages", "ada", to(nobody, "x")),
          404,
          "recipient_not_found",
          "Recipient not found");
    }
    var bobs = "\"recipient_id\":" + bob.user();
    for (var wrong :
        List.of(
            "{}",
            "{\"content\":\"x\"}",
            "{" + bobs + "}",
            "{" + bobs + ",\"content\":null}",
            "{\"recipient_id\":\"x\",\"content\":\"x\"}",
            "{" + bobs + ",\"content\":\"\\u0000\"}",
            "{" + bobs + ",\"content\":\"\\ud800\"}",
            "{" + bobs + ",\"content\":\"" + "x".repeat(20_001) + "\"}",
            "{" + bobs + ",\"content\":\"x\",\"conversation_id\":\"conv_1_2\"}",
            "{" + bobs + ",\"content\":\"x\",\"client_msg_id\":\"\"}",
            "{" + bobs + ",\"content\":\"x\",\"parent_id\":\"x\"}")) {
      assertThat(post("/messages", "ada", wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    problem(
        post("/messages", "ada", "{" + bobs + ",\"content\":\"x\",\"parent_id\":1}"),
        404,
        "parent_not_found",
        "Parent message not found");
    assertThat(json(get("/messages", "bob"), 200)).isEmpty();
  }

  @Test
  void anEmptyTextAndTheRightConversationAreFine() {
    var body =
        "{\"recipient_id\":%s,\"content\":\"\",\"conversation_id\":\"%s\",\"sender_id\":1,\"is_read\":true,\"company_id\":2}"
            .formatted(bob.user(), conversation());

    var sent = json(post("/messages", "ada", body), 201);

    assertThat(sent.get("content").asText()).isEmpty();
    assertThat(sent.get("sender_id").asLong()).isEqualTo(ada.user().value());
    assertThat(sent.get("is_read").asBoolean()).isFalse();
  }

  @Test
  void aRepeatedSendIsTheSameMessage() {
    var body = to(bob, "hello").replace("}", ",\"client_msg_id\":\"c1\"}");
    var first = json(post("/messages", "ada", body), 201);

    assertThat(json(post("/api/messages", "ada", body), 201)).isEqualTo(first);
    assertThat(post("/messages", "ada", body.replace("hello", "bye")).statusCode()).isEqualTo(409);
    assertThat(count("/messages", "bob")).isEqualTo(1);
  }

  @Test
  void listsAreTheNewestPageReadFromItsOldest() {
    for (var text : List.of("1", "2", "3", "4", "5")) {
      office.write(ada, bob.user(), text);
      office.clock.pass(Duration.ofSeconds(1));
    }
    office.write(bob, ada.user(), "6");

    assertThat(texts(get("/messages", "bob"))).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(texts(get("/messages?limit=2", "bob"))).containsExactly("5", "6");
    assertThat(texts(get("/messages?limit=2&skip=1", "bob"))).containsExactly("4", "5");
    assertThat(texts(get("/messages/sent", "bob"))).containsExactly("6");
    assertThat(texts(get("/messages/received?limit=2", "bob"))).containsExactly("4", "5");
    assertThat(texts(get("/messages?unread_only=true", "ada"))).containsExactly("6");
    assertThat(texts(get("/messages/received?unread_only=true", "ada"))).containsExactly("6");
    assertThat(texts(get("/messages/sent?limit=1000000000", "ada"))).hasSize(5);
    assertThat(texts(get("/messages", "cleo"))).isEmpty();
    assertThat(texts(get("/messages", "stranger"))).isEmpty();
    for (var wrong : List.of("limit=0", "limit=x", "skip=-1", "unread_only=maybe", "cursor=x")) {
      assertThat(get("/messages?" + wrong, "bob").statusCode()).as(wrong).isEqualTo(422);
    }
  }

  @Test
  void olderPagesAreReachedByTheLink() {
    for (int i = 0; i < 7; i++) {
      office.write(i % 2 == 0 ? ada : bob, i % 2 == 0 ? bob.user() : ada.user(), "" + i);
    }
    for (var list :
        List.of(
            "/messages?limit=3",
            "/api/messages?limit=3",
            "/auth/conversations/" + conversation() + "/messages?limit=3")) {
      var seen = new ArrayList<String>();
      for (var path = list; !path.isEmpty(); ) {
        var page = get(path, "ada");
        seen.addAll(0, texts(page));
        path = next(page);
      }
      assertThat(seen).as(list).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }
  }

  @Test
  void fixedNamesAreNoIds() {
    office.write(ada, bob.user(), "1");
    office.write(cleo, bob.user(), "2");

    assertThat(json(get("/messages/unread/count", "bob"), 200).toString())
        .isEqualTo("{\"unread_count\":2}");
    done(put("/messages/read-all", "bob", null), "All messages marked as read");
    assertThat(count("/api/messages", "bob")).isZero();
    done(put("/api/messages/read-all", "bob", null), "All messages marked as read");
    assertThat(get("/messages/x", "bob").statusCode()).isEqualTo(422);
  }

  @Test
  void aMessageIsForTheTwoAlone() {
    var path = "/messages/" + office.write(ada, bob.user(), "secret").id();

    problem(get(path, "cleo"), 403, "access_denied", "You don't have access to this message");
    problem(
        put(path, "bob", "{\"content\":\"x\"}"),
        403,
        "access_denied",
        "Only the sender can update this message");
    problem(
        put(path + "/read", "ada", null),
        403,
        "access_denied",
        "Only the recipient can mark this message as read");
    problem(
        delete(path, "cleo"),
        403,
        "access_denied",
        "You don't have permission to delete this message");
    for (var answer :
        List.of(
            get(path, "stranger"),
            put(path, "stranger", "{\"content\":\"x\"}"),
            put(path + "/read", "stranger", null),
            delete(path, "stranger"))) {
      problem(answer, 404, "message_not_found", "Message not found");
    }
    assertThat(get(path, "").statusCode()).isEqualTo(401);
  }

  @Test
  void aMessageIsChangedReadAndRemoved() {
    var path = "/messages/" + office.write(ada, bob.user(), "helo").id();

    assertThat(json(put(path, "ada", "{}"), 200).get("content").asText()).isEqualTo("helo");
    assertThat(json(put(path, "ada", "{\"content\":\"hello\"}"), 200).get("content").asText())
        .isEqualTo("hello");
    assertThat(json(get(path, "bob"), 200).get("is_read").asBoolean()).isFalse();
    done(put(path + "/read", "bob", null), "Message marked as read");
    assertThat(json(get(path, "ada"), 200).get("is_read").asBoolean()).isTrue();
    done(delete(path, "bob"), "Message deleted successfully");
    problem(get(path, "ada"), 404, "message_not_found", "Message not found");
    problem(delete(path, "ada"), 404, "message_not_found", "Message not found");
  }
}
