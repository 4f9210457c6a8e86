package dev.switchboard.web.operations;

import dev.switchboard.web.Access;
import dev.switchboard.web.Problems;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Open to anybody, so that load balancers and scrapers need no account; nothing here tells more
 * than figures. {@code /health} and {@code /health/live} do no I/O: a slow database must not get a
 * healthy process killed.
 */
public final class OperationsRoutes implements Routes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Map<String, String> HEALTHY = Map.of("status", "healthy");

  private final String version;
  private final boolean docs;
  private final Readiness readiness;
  private final Supplier<String> metrics;
  private final Runnable databasePing;

  /**
   * @param docs whether the API's description is served
   * @param metrics the figures in Prometheus' text format
   * @param databasePing fails when the database does not answer
   */
  public OperationsRoutes(
      String version,
      boolean docs,
      Readiness readiness,
      Supplier<String> metrics,
      Runnable databasePing) {
    this.version = version;
    this.docs = docs;
    this.readiness = readiness;
    this.metrics = metrics;
    this.databasePing = databasePing;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", this::root, Access.PUBLIC);
    routes.get("/health", context -> context.json(HEALTHY), Access.PUBLIC);
    routes.get("/health/live", context -> context.json(HEALTHY), Access.PUBLIC);
    routes.get("/health/ready", this::ready, Access.PUBLIC);
    routes.get("/metrics", this::metrics, Access.PUBLIC);
    routes.get("/db-test", this::databaseTest, Access.SUPERUSER);
  }

  /** What {@code /} says. */
  public record Root(String name, String version, Map<String, String> links) {}

  /** What the health routes say. */
  public record Health(String status) {}

  /** What {@code /health/ready} says of a node that does its work without something. */
  public record Degraded(String status, List<String> degraded) {}

  /** What {@code /db-test} says, in the words of the ancestors. */
  public record DatabaseTest(String status, String database) {}

  private void root(Context context) {
    var links = new TreeMap<>(Map.of("health", "/health", "metrics", "/metrics"));
    if (docs) {
      links.putAll(Map.of("docs", "/docs", "openapi", "/openapi.json"));
    }
    context.json(new Root("Switchboard", version, links));
  }

  private void ready(Context context) {
    var obstacles = readiness.obstacles();
    var degraded = readiness.degraded();
    if (obstacles.isEmpty() && degraded.isEmpty()) {
      context.json(new Health("ready"));
    } else if (obstacles.isEmpty()) {
      context.json(new Degraded("ready", degraded));
    } else {
      Problems.write(context, 503, "not_ready", "Not ready: " + String.join(", ", obstacles));
    }
  }

  private void metrics(Context context) {
    context.contentType(PROMETHEUS).result(metrics.get());
  }

  private void databaseTest(Context context) {
    databasePing.run();
    context.json(new DatabaseTest("database connection working", "connected"));
  }
}
