package dev.switchboard.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.switchboard.web.Mounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The OpenAPI 3.1 document, put together from one YAML resource a feature. A path under a resource
 * with several mounts is written once, at its first, and stands in the document at all of them.
 *
 * <p>Built on first use and kept. Thread-safe.
 */
public final class OpenApi {
  private static final String BASE = "openapi/base.yaml";
  private static final List<String> MERGED =
      List.of("schemas", "responses", "parameters", "headers");

  private final List<String> resources;
  private final Supplier<ObjectNode> document;

  /**
   * @param resources YAML files on the class path with {@code tags}, {@code paths}, {@code
   *     components}
   */
  public OpenApi(List<String> resources) {
    this.resources = List.copyOf(resources);
    this.document = new Once<>(this::assemble);
  }

  public ObjectNode document() {
    return document.get();
  }

  private ObjectNode assemble() {
    var whole = read(BASE);
    var paths = whole.withObjectProperty("paths");
    for (var resource : resources) {
      var part = read(resource);
      whole.withArrayProperty("tags").addAll(part.withArrayProperty("tags"));
      part.withObjectProperty("paths")
          .properties()
          .forEach(path -> mount(paths, path.getKey(), path.getValue()));
      MERGED.forEach(kind -> merge(whole, part, kind));
    }
    CreatingOperations.describe(paths);
    ConditionalOperations.describe(paths);
    MeteredOperations.describe(paths);
    return whole;
  }

  private static void merge(ObjectNode whole, ObjectNode part, String kind) {
    var into = whole.withObjectProperty("components").withObjectProperty(kind);
    part.withObjectProperty("components")
        .withObjectProperty(kind)
        .properties()
        .forEach(
            entry -> {
              if (into.has(entry.getKey())) {
                throw new IllegalStateException("described twice: " + kind + " " + entry.getKey());
              }
              into.set(entry.getKey(), entry.getValue());
            });
  }

  private static void mount(ObjectNode paths, String path, JsonNode item) {
    add(paths, path, item);
    for (var resource : Mounts.values()) {
      var first = resource.paths().getFirst();
      if (path.equals(first) || path.startsWith(first + "/")) {
        resource.paths().stream()
            .skip(1)
            .forEach(other -> add(paths, other + path.substring(first.length()), alias(item)));
      }
    }
  }

  private static void add(ObjectNode paths, String path, JsonNode item) {
    if (paths.has(path)) {
      throw new IllegalStateException("described twice: " + path);
    }
    paths.set(path, item);
  }

  /** Operation ids are unique in a document. */
  private static JsonNode alias(JsonNode item) {
    var copy = item.deepCopy();
    copy.forEach(
        operation -> {
          if (operation instanceof ObjectNode object && object.has("operationId")) {
            object.put("operationId", object.get("operationId").asText() + "UnderApi");
          }
        });
    return copy;
  }

  private static ObjectNode read(String resource) {
    var yaml = new ObjectMapper(new YAMLFactory());
    try (var in = OpenApi.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return (ObjectNode) yaml.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + resource, e);
    }
  }

  /** Runs the maker once, also when several ask at once; a failure is not kept. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private T made;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized T get() {
      if (made == null) {
        made = maker.get();
      }
      return made;
    }
  }
}
