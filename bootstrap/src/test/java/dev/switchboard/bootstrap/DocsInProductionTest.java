package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.persistence.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server, as production runs it. */
class DocsInProductionTest {
  private static final List<String> DESCRIPTION =
      List.of(
          "/docs",
          "/docs/",
          "/api/v1/docs",
          "/openapi.json",
          "/api/v1/openapi.json",
          "/docs/assets/start.js",
          "/docs/assets/swagger-ui.css");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void nothingIsDescribedUnlessSomebodyAskedForIt() throws Exception {
    try (var server = start(Map.of())) {
      for (var path : DESCRIPTION) {
        assertThat(get(server, path).statusCode()).as(path).isEqualTo(404);
      }
      assertThat(get(server, "/").body()).doesNotContain("docs", "openapi").contains("/health");
      assertThat(get(server, "/health").statusCode()).isEqualTo(200);
    }
    try (var server = start(Map.of("DOCS", "on"))) {
      for (var path : DESCRIPTION) {
        assertThat(get(server, path).statusCode()).as(path).isEqualTo(200);
      }
      assertThat(get(server, "/").body()).contains("\"/docs\"", "\"/openapi.json\"");
    }
  }

  private Switchboard start(Map<String, String> more) throws IOException {
    var values = new HashMap<>(more);
    values.put("ENVIRONMENT", "production");
    values.put("JWT_SECRET", "a0b1c2d3e4f5061728394a5b6c7d8e9f");
    values.put("ENCRYPTION_KEY", "f9e8d7c6b5a4938271605f4e3d2c1b0a");
    return Switchboard.start(
        TestSettings.of(TestDatabase.emptyMigrated(), folder, values), _ -> {});
  }

  private HttpResponse<String> get(Switchboard server, String path)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
