package dev.switchboard.web.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whatever needs a token counts against the quota of the caller's company, and can be refused. */
final class MeteredOperations {
  private MeteredOperations() {}

  static void describe(ObjectNode paths) {
    for (var item : paths) {
      for (var operation : item) {
        if (operation.has("responses") && !operation.has("security")) {
          Responses.add((ObjectNode) operation.get("responses"), "429", "TooManyRequests");
        }
      }
    }
  }
}
