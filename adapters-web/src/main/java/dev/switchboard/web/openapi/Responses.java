package dev.switchboard.web.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The shared answers of operations. */
final class Responses {
  private Responses() {}

  /** What the operation says itself stays. */
  static void add(ObjectNode responses, String status, String name) {
    if (!responses.has(status)) {
      responses.putObject(status).put("$ref", "#/components/responses/" + name);
    }
  }
}
