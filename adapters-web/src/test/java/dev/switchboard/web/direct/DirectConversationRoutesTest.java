package dev.switchboard.web.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectConversationRoutesTest extends DirectOverHttp {
  @ParameterizedTest
  @ValueSource(strings = {"/auth/conversations", "/api/auth/conversations"})
  void aConversationIsListedReadAndWrittenIn(String mount) {
    office.write(ada, bob.user(), "x".repeat(150));
    office.clock.pass(Duration.ofSeconds(1));
    office.write(cleo, bob.user(), "newer");
    var own = mount + "/" + conversation();

    var lines = json(get(mount, "bob"), 200);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("other_user_name").asText()).isEqualTo("cleo");
    assertThat(fields(lines.get(1)))
        .containsExactly(
            "conversation_id",
            "other_user_id",
            "other_user_name",
            "last_message",
            "last_message_at",
            "unread_count");
    assertThat(lines.get(1).get("conversation_id").asText()).isEqualTo(conversation());
    assertThat(lines.get(1).get("last_message").asText()).isEqualTo("x".repeat(100));
    assertThat(lines.get(1).get("unread_count").asInt()).isEqualTo(1);
    done(put(own + "/read", "bob", null), "Conversation marked as read");
    assertThat(json(get(mount, "bob"), 200).get(1).get("unread_count").asInt()).isZero();
    assertThat(count("/messages", "bob")).isEqualTo(1);
    json(post(own + "/messages", "bob", to(ada, "thanks")), 201);
    json(post(own + "/messages", "bob", "{\"content\":\"again\"}"), 201);
    assertThat(texts(get(own + "/messages?limit=2", "ada"))).containsExactly("thanks", "again");
    assertThat(json(get(mount + "?limit=1", "bob"), 200).get(0).get("other_user_name").asText())
        .isEqualTo("ada");
  }

  @Test
  void aConversationOfOthersIsAnEmptyOne() {
    office.write(ada, bob.user(), "secret");
    var own = "/auth/conversations/" + conversation();
    for (var token : List.of("cleo", "stranger")) {
      assertThat(json(get(own + "/messages", token), 200)).isEmpty();
      done(put(own + "/read", token, null), "Conversation marked as read");
      assertThat(json(get("/auth/conversations", token), 200)).isEmpty();
      problem(
          post(own + "/messages", token, "{\"content\":\"x\"}"),
          404,
          "conversation_not_found",
          "Conversation not found");
    }
    assertThat(count("/messages", "bob")).isEqualTo(1);
    assertThat(json(get("/auth/conversations/anything/messages", "ada"), 200)).isEmpty();
    assertThat(get("/auth/conversations/anything/messages?limit=0", "ada").statusCode())
        .isEqualTo(422);
  }

  @Test
  void thePathsConversationMustBeThatOfTheTwo() {
    var own = "/auth/conversations/" + conversation() + "/messages";

    problem(
        post(own, "ada", to(cleo, "x")), 404, "conversation_not_found", "Conversation not found");
    problem(
        post(own, "cleo", to(bob, "x")), 404, "conversation_not_found", "Conversation not found");
    problem(
        post(own, "ada", to(ada, "x")), 400, "message_to_self", "Cannot send message to yourself");
    problem(
        post(
            "/auth/conversations/conv_" + ada.user() + "_999999/messages",
            "ada",
            "{\"content\":\"\"}"),
        404,
        "recipient_not_found",
        "Recipient not found");
    var other = to(bob, "x").replace("}", ",\"conversation_id\":\"conv_1_2\"}");
    assertThat(json(post(own, "ada", other), 201).get("conversation_id").asText())
        .isEqualTo(conversation()); // the path's counts
  }

  @Test
  void whoeverIsGoneIsUnknown() {
    office.write(ada, bob.user(), "remember me");
    office.world.delete(office.company, ada.user());

    var line = json(get("/auth/conversations", "bob"), 200).get(0);

    assertThat(line.get("other_user_name").asText()).isEqualTo("Unknown");
    problem(
        post("/messages", "bob", to(ada, "?")), 404, "recipient_not_found", "Recipient not found");
  }
}
