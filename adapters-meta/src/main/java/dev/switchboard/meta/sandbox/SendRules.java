package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.domain.channel.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What Meta refuses in a Send API call; the numbers are its own documents'. */
final class SendRules {
  private static final Duration STANDARD_WINDOW = Duration.ofHours(24);
  private static final Duration HUMAN_AGENT_WINDOW = Duration.ofDays(7);
  private static final int FACEBOOK_TEXT_CHARACTERS = 2000;
  private static final int INSTAGRAM_TEXT_BYTES = 1000;
  private static final int METADATA_CHARACTERS = 1000;
  private static final int QUICK_REPLIES = 13;
  private static final Set<String> TYPES = Set.of("RESPONSE", "UPDATE", "MESSAGE_TAG");

  private SendRules() {}

  /** Whether the call itself is well formed. */
  static Optional<GraphError> shape(Platform platform, ObjectNode body) {
    var message = body.path("message");
    if (body.path("recipient").isEmpty()) {
      return Optional.of(GraphError.parameter("The parameter recipient is required"));
    }
    if (body.has("sender_action") && body.has("message")) {
      return Optional.of(
          new GraphError(400, 100, 2018014, "sender_action and message must not be together"));
    }
    if (body.has("sender_action")) {
      return Optional.empty();
    }
    if (!TYPES.contains(body.path("messaging_type").asText("RESPONSE"))) {
      return Optional.of(GraphError.parameter("Param messaging_type has an unknown value"));
    }
    return tag(body).or(() -> content(platform, message));
  }

  private static Optional<GraphError> tag(ObjectNode body) {
    var tagged = body.path("messaging_type").asText().equals("MESSAGE_TAG");
    var tag = body.path("tag").asText();
    if (tagged && !tag.equals("HUMAN_AGENT")) {
      return Optional.of(GraphError.parameter("Param tag must be one of {HUMAN_AGENT}"));
    }
    return Optional.empty();
  }

  private static Optional<GraphError> content(Platform platform, JsonNode message) {
    var text = message.path("text").asText();
    var attached = message.has("attachment") || message.has("attachments");
    if (text.isEmpty() && !attached) {
      return Optional.of(GraphError.parameter("Message cannot be empty, must provide valid text"));
    }
    if (!text.isEmpty() && attached) {
      return Optional.of(GraphError.parameter("Cannot send both text and attachment"));
    }
    if (tooLong(platform, text)) {
      return Optional.of(GraphError.parameter("Length of param message[text] is too long"));
    }
    if (message.path("metadata").asText().length() > METADATA_CHARACTERS) {
      return Optional.of(GraphError.parameter("Length of param message[metadata] is too long"));
    }
    if (message.path("quick_replies").size() > QUICK_REPLIES) {
      return Optional.of(GraphError.parameter("Too many elements in message[quick_replies]"));
    }
    return Optional.empty();
  }

  private static boolean tooLong(Platform platform, String text) {
    return platform == Platform.INSTAGRAM
        ? text.getBytes(StandardCharsets.UTF_8).length > INSTAGRAM_TEXT_BYTES
        : text.codePointCount(0, text.length()) > FACEBOOK_TEXT_CHARACTERS;
  }

  /** Whether the person may be written to now. */
  static Optional<GraphError> window(
      Platform platform, ObjectNode body, Optional<Instant> opened, Instant now) {
    if (body.has("sender_action")) {
      return Optional.empty();
    }
    var tagged = body.path("messaging_type").asText().equals("MESSAGE_TAG");
    var open = tagged ? HUMAN_AGENT_WINDOW : STANDARD_WINDOW;
    if (opened.filter(at -> now.isBefore(at.plus(open))).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        platform == Platform.INSTAGRAM
            ? GraphError.OUTSIDE_WINDOW_INSTAGRAM
            : GraphError.OUTSIDE_WINDOW_FACEBOOK);
  }
}
