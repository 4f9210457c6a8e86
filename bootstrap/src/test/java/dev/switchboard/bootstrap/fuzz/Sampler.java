package dev.switchboard.bootstrap.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.switchboard.bootstrap.DescribedApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Values that the description allows, as JSON text; ids are often of something that is there. */
final class Sampler {
  /** Where the ids come from that a field of this name takes. */
  private static final Map<String, String> KINDS =
      Map.of(
          "agent_id", "users",
          "user_id", "users",
          "recipient_id", "users",
          "position_id", "positions",
          "role_ids", "positions",
          "company_id", "companies",
          "last_seen_message_id", "messages",
          "reply_to_message_id", "messages",
          "parent_id", "messages");

  private static final List<String> WORDS =
      List.of("hello", "Ada Lovelace", "open", "urgent", "Grüße, 世界 🌍", "a", "lorem ipsum dolor");

  private final DescribedApi api;
  private final KnownIds ids;
  private final Random random;

  Sampler(DescribedApi api, KnownIds ids, Random random) {
    this.api = api;
    this.ids = ids;
    this.random = random;
  }

  /** The fields of an object; what is not required is left out now and then. */
  Map<String, String> fields(JsonNode schema, JsonNode example) {
    var object = api.resolve(schema);
    var required = texts(object.path("required"));
    var fields = new LinkedHashMap<String, String>();
    object
        .path("properties")
        .properties()
        .forEach(
            field -> {
              var name = field.getKey();
              if (required.contains(name) || random.nextInt(3) > 0) {
                var shown = example.path(name);
                boolean asShown = !shown.isMissingNode() && random.nextBoolean();
                fields.put(name, asShown ? shown.toString() : value(name, field.getValue()));
              }
            });
    return fields;
  }

  String value(String name, JsonNode reference) {
    var schema = api.resolve(reference);
    var choices = schema.has("oneOf") ? schema.path("oneOf") : schema.path("anyOf");
    if (!choices.isEmpty()) {
      return value(name, choices.get(random.nextInt(choices.size())));
    }
    if (schema.has("const")) {
      return schema.get("const").toString();
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size())).toString();
    }
    return switch (type(schema)) {
      case "integer" -> integer(name);
      case "number" -> Double.toString(random.nextInt(1000) / 8.0);
      case "boolean" -> Boolean.toString(random.nextBoolean());
      case "null" -> "null";
      case "array" ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(_ -> value(name, schema.path("items")))
              .collect(Collectors.joining(",", "[", "]"));
      case "object" -> object(fields(schema, schema.path("example")));
      default -> TextNode.valueOf(text(name, schema)).toString();
    };
  }

  private String type(JsonNode schema) {
    var type = schema.path("type");
    return type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
  }

  private String integer(String name) {
    var known = KINDS.containsKey(name) ? ids.named(KINDS.get(name)) : List.<String>of();
    return known.isEmpty() || random.nextInt(5) == 0
        ? Integer.toString(random.nextInt(1, 200))
        : known.get(random.nextInt(known.size()));
  }

  private String text(String name, JsonNode schema) {
    var unique = Long.toString(random.nextLong() >>> 1, 36);
    if (name.contains("password")) {
      return "a password of " + unique;
    }
    return switch (schema.path("format").asText()) {
      case "email" -> unique + "@example.com";
      case "date-time" -> "20" + random.nextInt(10, 99) + "-01-02T08:00:00Z";
      case "uri" -> "https://example.com/" + unique;
      default ->
          name.matches("username|name|page_id|email|identifier")
              ? unique + (name.equals("email") ? "@example.com" : "")
              : WORDS.get(random.nextInt(WORDS.size()));
    };
  }

  static String object(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> TextNode.valueOf(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
