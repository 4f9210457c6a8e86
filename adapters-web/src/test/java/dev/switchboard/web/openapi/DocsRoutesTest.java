package dev.switchboard.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.web.ApiJson;
import dev.switchboard.web.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocsRoutesTest {
  private final TestServer server =
      new TestServer(new DocsRoutes(new OpenApi(List.of("openapi/docs.yaml"))));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theDocumentIsServedAtBothPlaces() throws IOException {
    for (var path : List.of("/openapi.json", "/api/v1/openapi.json")) {
      var document = ApiJson.mapper().readTree(server.get(path, "").body());
      assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
      assertThat(document.at("/paths/~1docs/get/operationId").asText()).isEqualTo("docs");
      assertThat(document.at("/components/responses/Conflict/content").isObject()).isTrue();
      assertThat(document.at("/components/schemas/Problem/type").asText()).isEqualTo("object");
    }
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    for (var path : List.of("/docs", "/api/v1/docs")) {
      var page = server.get(path, "");
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(page.body()).doesNotContain("http://", "https://");
      var assets =
          Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body()).results().toList();
      assertThat(assets).hasSizeGreaterThan(3);
      assets.forEach(
          asset -> assertThat(server.get(asset.group(1), "").statusCode()).isEqualTo(200));
    }
  }

  @Test
  void onlyKnownAssetsAreServed() {
    assertThat(server.get("/docs/assets/pom.properties", "").statusCode()).isEqualTo(404);
    assertThat(server.get("/docs/assets/..%2f..%2fdocs.html", "").statusCode()).isBetween(400, 404);
  }
}
