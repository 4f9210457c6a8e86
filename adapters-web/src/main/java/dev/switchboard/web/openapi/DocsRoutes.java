package dev.switchboard.web.openapi;

import dev.switchboard.web.Access;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The description as JSON and as a page; the page's assets come out of our own jar. */
public final class DocsRoutes implements Routes {
  private static final Map<String, String> ASSETS =
      Map.of(
          "swagger-ui.css", "text/css",
          "swagger-ui-bundle.js", "text/javascript",
          "favicon-32x32.png", "image/png");
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; frame-ancestors 'none'";
  private static final List<String> PREFIXES = List.of("", "/api/v1");

  private final OpenApi openApi;
  private final String webjar;

  public DocsRoutes(OpenApi openApi) {
    this.openApi = openApi;
    this.webjar = "META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
  }

  @Override
  public void addTo(RoutesConfig routes) {
    for (var prefix : PREFIXES) {
      routes.get(prefix + "/openapi.json", c -> c.json(openApi.document()), Access.PUBLIC);
      routes.get(prefix + "/docs", c -> page(c, "openapi/docs.html", "text/html"), Access.PUBLIC);
    }
    routes.get("/docs/assets/{file}", this::asset, Access.PUBLIC);
  }

  private void asset(Context context) {
    var file = context.pathParam("file");
    if (file.equals("start.js")) {
      page(context, "openapi/start.js", "text/javascript");
      return;
    }
    if (!ASSETS.containsKey(file)) {
      throw new NotFoundResponse();
    }
    page(context, webjar + file, ASSETS.get(file));
    context.header("Cache-Control", "public, max-age=86400");
  }

  private static void page(Context context, String resource, String type) {
    try (var in = DocsRoutes.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new NotFoundResponse();
      }
      context.header("Content-Security-Policy", PAGE_POLICY);
      context.contentType(type).result(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String swaggerVersion() {
    try (var in =
        DocsRoutes.class
            .getClassLoader()
            .getResourceAsStream("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
