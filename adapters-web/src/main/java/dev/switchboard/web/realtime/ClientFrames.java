package dev.switchboard.web.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.stream.Subscription;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.web.ApiJson;

/** What a client says. Whatever cannot be understood is answered with an {@code error} frame. */
final class ClientFrames {
  private ClientFrames() {}

  static void read(String text, Subscription subscription) {
    try {
      read(ApiJson.mapper().readTree(text), subscription);
    } catch (JsonProcessingException _) {
      subscription.misunderstood("frame.malformed"); // its text is the client's own, and not kept
    }
  }

  private static void read(JsonNode frame, Subscription subscription) {
    switch (frame.path("type").asText()) {
      case "ping" -> subscription.ping();
      case "resume" -> {
        if (frame.path("epoch").isTextual() && isNumber(frame.path("seq"))) {
          subscription.resume(frame.path("epoch").textValue(), frame.path("seq").longValue());
        } else {
          subscription.misunderstood("frame.invalid");
        }
      }
      case "typing" -> {
        if (isNumber(frame.path("chat_id"))) {
          subscription.typing(new ConversationId(frame.path("chat_id").longValue()));
        } else {
          subscription.misunderstood("frame.invalid");
        }
      }
      case "ack" -> subscription.ack(frame.path("seq").asLong());
      default -> subscription.misunderstood("frame.unknown");
    }
  }

  private static boolean isNumber(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }
}
