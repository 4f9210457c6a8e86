package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.DisallowUnknownKeywordFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The served OpenAPI document as a judge: holds real answers against what it promises. An object
 * may have no field that the document does not name, and formats such as {@code date-time} count.
 */
public final class DescribedApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");
  private static final int METHOD_NOT_ALLOWED = 405; // belongs to no operation

  /** What came back, from whatever client. */
  public record Answer(int status, Function<String, Optional<String>> headers, String body) {
    Optional<String> header(String name) {
      return headers.apply(name);
    }
  }

  private final JsonNode document;
  private final Map<String, JsonNode> operations;
  private final JsonSchemaFactory schemas = factory();
  private final SchemaValidatorsConfig strict =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  DescribedApi(String document) {
    try {
      this.document = JSON.readTree(document);
      close(this.document.path("components"));
      close(this.document.path("paths"));
      operations = operations(this.document);
    } catch (IOException e) {
      throw new AssertionError("the document is no JSON", e);
    }
  }

  public JsonNode document() {
    return document;
  }

  /** By name, such as {@code GET /api/chats/{id}}. */
  public Map<String, JsonNode> operations() {
    return operations;
  }

  private static Map<String, JsonNode> operations(JsonNode document) {
    var all = new TreeMap<String, JsonNode>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(verb -> VERBS.contains(verb.getKey()))
                    .forEach(
                        verb ->
                            all.put(
                                verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                verb.getValue())));
    return Collections.unmodifiableMap(all);
  }

  /** The operations of which at least one successful answer was held against the document. */
  Set<String> checked() {
    return Set.copyOf(checked);
  }

  /** Fails when the answer is not what the document says of this path, verb and status. */
  void check(String method, String path, HttpResponse<String> answer) {
    var operation = named(method, path);
    assertThat(operation).as("%s %s is not described", method, path).isPresent();
    check(
        operation.get(),
        new Answer(answer.statusCode(), name -> answer.headers().firstValue(name), answer.body()));
  }

  /** Fails when the answer is not what the document says of this operation and the status. */
  public void check(String operation, Answer answer) {
    var response =
        answer.status() == METHOD_NOT_ALLOWED
            ? problem()
            : resolve(responses(operation).path(Integer.toString(answer.status())));
    var what = operation + " " + answer.status();
    assertThat(response.isMissingNode())
        .as("%s is not described: %s", what, answer.body())
        .isFalse();
    headers(what, response, answer);
    body(what, response, answer);
    if (answer.status() < 300) {
      checked.add(operation);
    }
  }

  public JsonNode responses(String operation) {
    return operations().get(operation).path("responses");
  }

  /** An upgrade to a socket or the like, of which there is no body to hold against anything. */
  void seen(String method, String path) {
    checked.add(named(method, path).orElseThrow());
  }

  private static void headers(String what, JsonNode response, Answer answer) {
    response
        .path("headers")
        .properties()
        .forEach(
            header -> {
              if (header.getValue().path("required").asBoolean()) {
                assertThat(answer.header(header.getKey()))
                    .as("%s: header %s", what, header.getKey())
                    .isPresent();
              }
            });
  }

  private void body(String what, JsonNode response, Answer answer) {
    if (!response.has("content")) {
      assertThat(answer.body()).as("%s has no body", what).isEmpty();
      return;
    }
    var type = answer.header("Content-Type").orElse("").split(";")[0].strip();
    var content = response.path("content").path(type);
    assertThat(content.isMissingNode())
        .as("%s: content type %s is not described: %s", what, type, answer.body())
        .isFalse();
    if (type.contains("json")) {
      try {
        assertThat(errors(content.path("schema"), JSON.readTree(answer.body())))
            .as("%s: %s", what, answer.body())
            .isEmpty();
      } catch (IOException e) {
        throw new AssertionError(what + " is no JSON: " + answer.body(), e);
      }
    }
  }

  /** What is wrong with a value, by a schema of this document. */
  public Set<ValidationMessage> errors(JsonNode schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value);
  }

  /** A misspelt keyword, or half a sentence that became a key, is an error and not a remark. */
  private static JsonSchemaFactory factory() {
    var words =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword("example"))
            .keyword(new NonValidationKeyword("components"))
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();
    return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
        .defaultMetaSchemaIri(words.getIri())
        .metaSchema(words)
        .build();
  }

  private JsonSchema compile(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return schemas.getSchema(whole, strict);
  }

  /** The operation that this request is an instance of; literal parts win over parameters. */
  Optional<String> named(String method, String path) {
    var bare = path.split("\\?")[0].replaceAll("(?<=.)/$", "");
    return operations().keySet().stream()
        .filter(operation -> operation.startsWith(method + " "))
        .filter(operation -> pattern(operation).matcher(method + " " + bare).matches())
        .min(
            Comparator.comparingLong(operation -> operation.chars().filter(c -> c == '{').count()));
  }

  private static Pattern pattern(String operation) {
    return Pattern.compile(operation.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\."));
  }

  public JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private JsonNode problem() {
    return document.at("/components/responses/Invalid");
  }

  /** An object that lists its properties has no others, unless it says so. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").toString().contains("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(DescribedApi::close);
  }
}
