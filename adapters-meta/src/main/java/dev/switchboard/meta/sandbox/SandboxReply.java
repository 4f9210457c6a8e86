package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * What to answer, and how.
 *
 * @param afterwards run once the answer is on its way, or the connection is gone
 */
record SandboxReply(
    int status, String contentType, byte[] body, Behaviour behaviour, Runnable afterwards) {

  static SandboxReply ok(JsonNode body) {
    return json(200, body, Behaviour.WELL);
  }

  static SandboxReply json(int status, JsonNode body, Behaviour behaviour) {
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return new SandboxReply(status, "application/json; charset=UTF-8", bytes, behaviour, () -> {});
  }

  SandboxReply then(Runnable action) {
    return new SandboxReply(status, contentType, body, behaviour, action);
  }
}
