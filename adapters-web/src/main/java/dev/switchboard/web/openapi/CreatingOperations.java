package dev.switchboard.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Every operation that creates takes an {@code Idempotency-Key}; nobody has to write that down. */
final class CreatingOperations {
  private static final String REFERENCE = "$ref";

  private CreatingOperations() {}

  static void describe(ObjectNode paths) {
    paths.forEach(
        item -> {
          if (creates(item.path("post")) && item.path("post") instanceof ObjectNode post) {
            post.withArrayProperty("parameters")
                .addObject()
                .put(REFERENCE, "#/components/parameters/IdempotencyKey");
            Responses.add(post.withObjectProperty("responses"), "400", "BadRequest");
            Responses.add(post.withObjectProperty("responses"), "409", "Conflict");
          }
        });
  }

  /** With a user of its own: without one, a key has no owner. */
  private static boolean creates(JsonNode post) {
    return post.path("responses").has("201") && !post.has("security");
  }
}
