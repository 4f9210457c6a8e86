package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.web.Access;
import dev.switchboard.web.WebServer;
import dev.switchboard.web.admission.Work;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The served description and the running server say the same, both ways. */
class OpenApiContractTest {
  /** Javalin does not count a socket among its routes. */
  private static final Set<String> SOCKETS = Set.of("GET /ws");

  /** One's own conversation with somebody exists as soon as there is somebody: it is empty. */
  private static final Set<String> NEVER_MISSING =
      Set.of(
          "GET /auth/conversations/{cid}/messages",
          "GET /api/auth/conversations/{cid}/messages",
          "PUT /auth/conversations/{cid}/read",
          "PUT /api/auth/conversations/{cid}/read");

  private static final String UNKNOWN = "999999999999";
  private static Tour tour;
  private static String admin;
  private static String nobody;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    tour = new Tour(folder);
    admin = logIn("admin", Tour.ADMIN_PASSWORD);
    tour.call(
        201,
        "POST",
        "/auth/register",
        "",
        "{\"username\":\"nobody\",\"email\":\"nobody@example.com\",\"password\":\"a long password\"}");
    nobody = logIn("nobody", "a long password");
  }

  private static String logIn(String who, String password) {
    var body = "{\"identifier\":\"" + who + "\",\"password\":\"" + password + "\"}";
    return tour.call(200, "POST", "/auth/login", "", body).path("access_token").asText();
  }

  @AfterAll
  static void stop() {
    tour.close();
  }

  @Test
  void everyRouteIsDescribedAndEveryDescribedOperationIsARoute() {
    var routes =
        Stream.concat(
                SOCKETS.stream(),
                tour.server().routes().stream().map(route -> route.method() + " " + route.path()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(tour.api().operations().keySet()).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void everyRouteHasItsPlaceInTheOrderInWhichWorkGivesWay() {
    assertThat(paths(Work.VITAL))
        .containsOnly(
            "/",
            "/health",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/docs",
            "/api/v1/docs",
            "/docs/assets/{file}",
            "/openapi.json",
            "/api/v1/openapi.json");
    assertThat(paths(Work.HOOK))
        .containsOnly("/webhook", "/api/webhooks/facebook", "/api/webhooks/instagram");
    assertThat(paths(Work.REPORT))
        .containsOnly(
            "/api/dashboard/stats",
            "/api/audit",
            "/api/audit/export",
            "/reports/admin/all",
            "/api/reports/admin/all",
            "/reports/admin/overview",
            "/api/reports/admin/overview");
    assertThat(paths(Work.PASSWORD))
        .contains("/auth/login", "/api/auth/users", "/api/admin/users/{id}/reset-password")
        .hasSize(18);
    assertThat(tour.server().routes())
        .filteredOn(route -> Set.of(Work.LIST, Work.WRITE).contains(route.work()))
        .allSatisfy(
            route ->
                assertThat(route.work())
                    .as(route.toString())
                    .isEqualTo(route.method().equals("GET") ? Work.LIST : Work.WRITE));
  }

  private static Set<String> paths(Work work) {
    return tour.server().routes().stream()
        .filter(route -> route.work() == work)
        .map(WebServer.Registered::path)
        .collect(Collectors.toSet());
  }

  @Test
  void whateverCreatesTakesAnIdempotencyKey() {
    var creating =
        routes(access -> !(access instanceof Access.Public))
            .filter(route -> route.method().equals("POST"))
            .filter(route -> operation(route).path("responses").has("201"))
            .toList();

    assertThat(creating).isNotEmpty().allMatch(WebServer.Registered::idempotent);
    assertThat(routes(_ -> true).filter(WebServer.Registered::idempotent))
        .containsExactlyInAnyOrderElementsOf(creating);
  }

  @Test
  void everyOperationAnswersAsDescribed() {
    new ScriptedTour(tour, admin).walk();

    var silent = new TreeSet<>(tour.api().operations().keySet());
    silent.removeAll(tour.api().checked());
    assertThat(silent).as("never exercised").isEmpty();
  }

  @Test
  void nobodyGetsInWithoutAToken() {
    routes(access -> !(access instanceof Access.Public))
        .forEach(route -> tour.call(401, route.method(), path(route), "", example(route)));
  }

  @Test
  void whoeverLacksThePermissionIsRefused() {
    routes(access -> access instanceof Access.AnyOf || access instanceof Access.Superuser)
        .forEach(route -> tour.call(403, route.method(), path(route), nobody, example(route)));
  }

  @Test
  void whatIsNotThereIsMissing() {
    routes(_ -> true)
        .filter(route -> route.path().contains("{"))
        .filter(route -> !NEVER_MISSING.contains(route.method() + " " + route.path()))
        .forEach(
            route -> {
              var path = route.path().replaceAll("\\{[^}]+}", UNKNOWN);
              tour.call(404, route.method(), path, admin, example(route));
            });
  }

  @Test
  void anIdThatIsNoNumberIsRefused() {
    routes(_ -> true)
        .filter(route -> route.path().matches(".*\\{id}.*"))
        .forEach(
            route -> {
              var path = route.path().replace("{id}", "x").replaceAll("\\{[^}]+}", UNKNOWN);
              tour.call(422, route.method(), path, admin, example(route));
            });
  }

  @Test
  void aBodyThatIsNoJsonOrNoObjectOrOfAnotherTypeIsRefused() {
    routes(_ -> true)
        .filter(route -> operation(route).at("/requestBody/content").has("application/json"))
        .filter(route -> !operation(route).at("/responses/415").isMissingNode())
        .forEach(
            route -> {
              tour.call(400, route.method(), path(route), admin, "{\"a\":");
              tour.call(422, route.method(), path(route), admin, "[]");
              tour.checked(
                  415,
                  tour.request(path(route))
                      .header("Authorization", "Bearer " + admin)
                      .header("Content-Type", "text/plain")
                      .method(route.method(), BodyPublishers.ofString("{}"))
                      .build());
            });
  }

  @Test
  void anUnsignedWebhookIsRefused() {
    routes(_ -> true)
        .filter(route -> route.path().contains("webhook") && route.method().equals("POST"))
        .filter(route -> route.access() instanceof Access.Public)
        .forEach(
            route -> {
              tour.post(401, route.path(), "application/json", "{}");
              tour.call(403, "GET", route.path() + "?hub.mode=subscribe", "", null);
            });
  }

  @Test
  void aMethodThatAPathDoesNotTakeIsRefused() {
    var answer = tour.send(tour.request("/health").DELETE().build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow"))
        .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
  }

  private static Stream<WebServer.Registered> routes(Predicate<Access> wanted) {
    return tour.server().routes().stream().filter(route -> wanted.test(route.access()));
  }

  private static JsonNode operation(WebServer.Registered route) {
    return tour.api().operations().get(route.method() + " " + route.path());
  }

  /** With the examples of its parameters. */
  private static String path(WebServer.Registered route) {
    var path = route.path();
    for (var parameter : parameters(route)) {
      path =
          path.replace(
              "{" + parameter.path("name").asText() + "}", parameter.path("example").asText());
    }
    return path;
  }

  private static Iterable<JsonNode> parameters(WebServer.Registered route) {
    var item = tour.api().document().path("paths").path(route.path());
    return Stream.of(item.path("parameters"), operation(route).path("parameters"))
        .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
        .map(tour.api()::resolve)
        .filter(parameter -> parameter.path("in").asText().equals("path"))
        .toList();
  }

  private static String example(WebServer.Registered route) {
    var example = operation(route).at("/requestBody/content/application~1json/example");
    return example.isMissingNode() ? null : example.toString();
  }
}
