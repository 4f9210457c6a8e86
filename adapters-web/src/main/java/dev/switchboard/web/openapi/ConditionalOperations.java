package dev.switchboard.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What every operation answers that takes {@code If-Match}; nobody has to write that down. */
final class ConditionalOperations {
  private static final String REFERENCE = "$ref";
  private static final String IF_MATCH = "#/components/parameters/IfMatch";

  private ConditionalOperations() {}

  static void describe(ObjectNode paths) {
    for (var item : paths) {
      for (var entry : item.properties()) {
        if (entry.getValue() instanceof ObjectNode operation && takesCondition(operation)) {
          var responses = operation.withObjectProperty("responses");
          Responses.add(responses, "400", "BadRequest");
          Responses.add(responses, "412", "Outdated");
          if (!entry.getKey().equals("delete")) {
            tag(responses.withObjectProperty("200"));
          }
        }
      }
    }
  }

  private static boolean takesCondition(JsonNode operation) {
    return operation.path("parameters").findValuesAsText(REFERENCE).contains(IF_MATCH);
  }

  private static void tag(ObjectNode success) {
    success
        .withObjectProperty("headers")
        .withObjectProperty("ETag")
        .put(REFERENCE, "#/components/headers/ETag");
  }
}
