package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it was read.
 *
 * @param headers names in lower case
 */
record SandboxRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] content) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEARER = "Bearer ";

  static SandboxRequest of(
      String method, String target, Map<String, String> headers, byte[] content) {
    var parts = target.split("\\?", 2);
    var query = parts.length == 2 ? parameters(parts[1]) : Map.<String, String>of();
    return new SandboxRequest(method, parts[0], query, headers, content);
  }

  /** Path segments after the version, which may be left out. */
  List<String> segments() {
    var unversioned = path.replaceFirst("^/v\\d+\\.\\d+(?=/)", "");
    return List.of(unversioned.replaceFirst("^/", "").split("/"));
  }

  /**
   * The body of JSON or of a form, whose values may be JSON.
   *
   * @throws IOException neither
   */
  ObjectNode body() throws IOException {
    var type = headers.getOrDefault("content-type", "");
    if (content.length == 0 || type.startsWith("multipart/")) {
      return JSON.createObjectNode();
    }
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return form();
    }
    if (JSON.readTree(content) instanceof ObjectNode object) {
      return object;
    }
    throw new IOException("not an object");
  }

  private ObjectNode form() throws JsonProcessingException {
    var object = JSON.createObjectNode();
    for (var field : parameters(new String(content, StandardCharsets.UTF_8)).entrySet()) {
      var value = field.getValue();
      if (value.startsWith("{") || value.startsWith("[")) {
        object.set(field.getKey(), JSON.readTree(value));
      } else {
        object.put(field.getKey(), value);
      }
    }
    return object;
  }

  /** From the header, the query or the body, in this order. */
  Optional<String> token(ObjectNode body) {
    return Optional.ofNullable(headers.get("authorization"))
        .filter(value -> value.startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()))
        .or(() -> parameter("access_token", body));
  }

  Optional<String> parameter(String name, ObjectNode body) {
    return Optional.ofNullable(query.get(name))
        .or(() -> Optional.ofNullable(body.get(name)).map(node -> node.asText()));
  }

  private static Map<String, String> parameters(String encoded) {
    var found = new HashMap<String, String>();
    for (var pair : encoded.split("&")) {
      var parts = pair.split("=", 2);
      found.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    }
    return found;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
