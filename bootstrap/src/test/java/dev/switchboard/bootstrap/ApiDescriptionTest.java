package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The description held against itself; {@link OpenApiContractTest} holds it against the server. */
class ApiDescriptionTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private final DescribedApi api = new DescribedApi(ApiDescription.openApi().document().toString());

  @Test
  void everyOperationHasASummaryATagAndAnIdOfItsOwn() {
    var known = new HashSet<String>();
    api.document().path("tags").forEach(tag -> known.add(tag.path("name").asText()));
    var ids = new HashSet<String>();
    assertThat(api.operations()).isNotEmpty();
    api.operations()
        .forEach(
            (name, operation) -> {
              assertThat(operation.path("summary").asText()).as(name).isNotBlank();
              assertThat(operation.path("tags")).as(name).isNotEmpty();
              operation
                  .path("tags")
                  .forEach(tag -> assertThat(known).as(name).contains(tag.asText()));
              assertThat(ids.add(operation.path("operationId").asText())).as(name).isTrue();
            });
  }

  @Test
  void everyReferencePointsAtSomething() {
    assertThat(api.document().findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(api.document().at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void everyPathParameterIsDescribed() {
    api.document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                assertThat(
                        api.operations().entrySet().stream()
                            .filter(operation -> operation.getKey().endsWith(" " + path.getKey())))
                    .allSatisfy(
                        operation ->
                            assertThat(pathParameters(path.getValue(), operation.getValue()))
                                .as(operation.getKey())
                                .containsExactlyInAnyOrderElementsOf(inTemplate(path.getKey()))));
  }

  @Test
  void everyExampleIsWhatItsSchemaSays() {
    var examples = new ArrayList<Example>();
    api.document().path("paths").forEach(item -> collect(item, examples));
    collect(api.document().path("components"), examples);
    assertThat(examples).isNotEmpty();
    for (var example : examples) {
      assertThat(api.errors(example.schema(), example.value()))
          .as("%s by %s", example.value(), example.schema())
          .isEmpty();
    }
  }

  @Test
  void everyBodyAndParameterHasAnExample() {
    api.operations()
        .forEach(
            (name, operation) -> {
              contents(operation)
                  .forEach(content -> assertThat(exampled(content)).as(name).isTrue());
              operation
                  .path("parameters")
                  .forEach(
                      parameter ->
                          assertThat(exampled(api.resolve(parameter)))
                              .as("%s: %s", name, parameter)
                              .isTrue());
            });
  }

  @Test
  void whatNeedsATokenSaysHowItIsRefused() {
    api.operations()
        .forEach(
            (name, operation) -> {
              if (!operation.has("security")) {
                assertThat(operation.path("responses").has("401")).as(name).isTrue();
              }
            });
  }

  private record Example(JsonNode schema, JsonNode value) {}

  /** Wherever a schema stands beside an example, and wherever a schema carries one itself. */
  private void collect(JsonNode node, List<Example> into) {
    if (node.isObject() && node.has("schema")) {
      if (node.has("example")) {
        into.add(new Example(node.get("schema"), node.get("example")));
      }
      node.path("examples")
          .forEach(
              one -> into.add(new Example(node.get("schema"), api.resolve(one).path("value"))));
    } else if (node.isObject() && node.path("type").isTextual() && node.has("example")) {
      into.add(new Example(node, node.get("example")));
    }
    node.forEach(child -> collect(child, into));
  }

  private Stream<JsonNode> contents(JsonNode operation) {
    var bodies = operation.path("requestBody").path("content");
    var answers =
        stream(operation.path("responses"))
            .map(api::resolve)
            .flatMap(response -> stream(response.path("content")));
    return Stream.concat(stream(bodies), answers);
  }

  private boolean exampled(JsonNode node) {
    return node.has("example")
        || node.has("examples")
        || api.resolve(node.path("schema")).has("example");
  }

  private List<String> pathParameters(JsonNode item, JsonNode operation) {
    return Stream.concat(stream(item.path("parameters")), stream(operation.path("parameters")))
        .map(api::resolve)
        .filter(parameter -> parameter.path("in").asText().equals("path"))
        .map(parameter -> parameter.path("name").asText())
        .toList();
  }

  private static List<String> inTemplate(String path) {
    return Arrays.asList(
        PARAMETER.matcher(path).results().map(match -> match.group(1)).toArray(String[]::new));
  }

  private static Stream<JsonNode> stream(JsonNode nodes) {
    return StreamSupport.stream(nodes.spliterator(), false);
  }
}
