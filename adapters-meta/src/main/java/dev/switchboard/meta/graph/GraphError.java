package dev.switchboard.meta.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The error object of a Graph answer. Its message is left out on purpose: nothing may depend on it.
 *
 * @param subcode 0 for none
 * @param trace {@code fbtrace_id}, what Meta's support asks for; may be empty
 */
record GraphError(int status, int code, int subcode, String trace) {
  private static final int TRACE_LENGTH = 64;

  static Optional<GraphError> in(int status, JsonNode body) {
    var error = body.path("error");
    if (!error.isObject()) {
      return Optional.empty();
    }
    var trace = error.path("fbtrace_id").asText("").replaceAll("[^A-Za-z0-9_-]", "");
    return Optional.of(
        new GraphError(
            status,
            error.path("code").asInt(0),
            error.path("error_subcode").asInt(0),
            trace.substring(0, Math.min(TRACE_LENGTH, trace.length()))));
  }
}
