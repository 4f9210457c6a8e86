package dev.switchboard.bootstrap.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.ScriptedTour;
import dev.switchboard.bootstrap.Tour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks the running server everything that its own description says can be asked, and much that
 * nobody should ask. The build always asks the same; {@code -Dfuzz.seed=7 -Dfuzz.rounds=5} asks
 * something else and more of it, and {@code -Dfuzz.operation=<regex>} only of some operations.
 */
class ApiFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_101);
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1);
  private static final String OPERATIONS = System.getProperty("fuzz.operation", ".*");
  private static final int SHOWN = 4;

  private static Tour tour;
  private static Callers callers;
  private static KnownIds ids;
  private static Verdict verdict;
  private static RawClient client;

  @BeforeAll
  static void aServerWhereSomethingHappened(@TempDir Path folder) throws IOException {
    var unlimited = Integer.toString(1_000_000);
    tour =
        new Tour(
            folder,
            Map.of(
                "LOGIN_ATTEMPTS", "100",
                "LOGIN_ATTEMPTS_PER_ADDRESS", unlimited,
                "LOGIN_ATTEMPTS_PER_ACCOUNT", "100",
                "LOGIN_ATTEMPTS_PER_COMPANY", unlimited,
                "REGISTRATIONS_PER_ADDRESS", unlimited,
                "PASSWORD_RESETS_PER_ADDRESS", unlimited,
                "PASSWORD_RESETS_PER_ACCOUNT", unlimited,
                "BCRYPT_COST", "10"));
    callers = new Callers(tour);
    var root = callers.root();
    var nobody =
        "{\"username\":\"nobody\",\"email\":\"nobody@example.com\",\"password\":\"a long password\"}";
    tour.call(201, "POST", "/auth/register", "", nobody);
    new ScriptedTour(tour, root).walk();
    var me = tour.call(200, "GET", "/auth/me", root, null);
    ids = new KnownIds(lists(), ApiFuzzTest::asked, spared(me));
    verdict = new Verdict(tour.api());
    client = new RawClient(tour.server().port());
    System.out.printf("fuzz.seed=%d fuzz.rounds=%d%n", SEED, ROUNDS);
  }

  private static Set<String> lists() {
    return tour.api().operations().keySet().stream()
        .filter(operation -> operation.startsWith("GET ") && !operation.contains("{"))
        .map(operation -> operation.substring("GET ".length()))
        .collect(Collectors.toSet());
  }

  private static Set<String> spared(JsonNode me) {
    return Set.of(me.path("id").asText(), me.path("company_id").asText());
  }

  private static JsonNode asked(String path) {
    var token = callers.token(Callers.SUPERUSER);
    return tour.json(
        tour.send(tour.request(path).header("Authorization", "Bearer " + token).build()));
  }

  @AfterAll
  static void stop() {
    tour.close();
  }

  @TestFactory
  Stream<DynamicTest> nothingThatCanBeAskedBreaksAnything() {
    var operations =
        tour.api().operations().keySet().stream()
            .filter(operation -> operation.matches(OPERATIONS))
            .map(
                operation ->
                    DynamicTest.dynamicTest(
                        operation, () -> assertThat(wrong(operation)).isEmpty()));
    var afterwards = DynamicTest.dynamicTest("a customer is still heard", ApiFuzzTest::stillHears);
    return Stream.concat(operations, Stream.of(afterwards));
  }

  /** Whatever the webhooks were sent lies behind it in the same queue. */
  private static void stillHears() {
    var root = callers.root();
    var page = "{\"page_id\":\"778899\",\"page_name\":\"Shop\",\"access_token\":\"EAAB-x\"}";
    tour.call(201, "POST", "/api/facebook/pages", root, page);
    var now = System.currentTimeMillis();
    tour.deliver(
        "/api/webhooks/facebook",
        """
        {"object":"page","entry":[{"id":"778899","time":%d,"messaging":[{"sender":{"id":"5"},
        "recipient":{"id":"778899"},"timestamp":%d,"message":{"mid":"m_f","text":"afterwards"}}]}]}"""
            .formatted(now, now));
    Tour.eventually()
        .until(() -> !tour.call(200, "GET", "/api/chats?q=afterwards", root, null).isEmpty());
  }

  private static List<String> wrong(String operation) {
    var wrong = new ArrayList<String>();
    var kinds = new HashSet<String>();
    for (var who : List.of(Callers.SUPERUSER, Callers.AGENT, Callers.ANONYMOUS)) {
      ids.forget();
      var random = new Random(SEED * 31 + (operation + who).hashCode());
      var requester = new Requester(tour.api(), operation, ids, random);
      var token = callers.token(who);
      int count = count(operation, who, requester.weight()) * ROUNDS;
      for (int i = 0; i < count; i++) {
        var request = i % 6 == 0 ? requester.valid(token) : requester.mutated(token);
        var answer = client.send(request.bytes());
        var complaint = verdict.of(operation, request.elsewhere(), answer);
        if (complaint.isPresent() && kinds.add(answer.status() + shape(complaint.get()))) {
          wrong.add(
              "%s #%d of seed %d: %s%n%s%n→ %d %s"
                  .formatted(
                      who, i, SEED, complaint.get(), request, answer.status(), answer.body()));
        }
        if (answer.status() == 401 || (answer.status() < 300 && !operation.startsWith("GET"))) {
          token = callers.token(who); // whoever logged out, or was disabled
        }
      }
    }
    return wrong.size() > SHOWN ? wrong.subList(0, SHOWN) : wrong;
  }

  /** A route of two mounts has one handler: the second is asked less. */
  private static int count(String operation, String who, int weight) {
    var described = tour.api().operations().get(operation);
    boolean again = described.path("operationId").asText().endsWith("UnderApi");
    boolean open = described.has("security");
    var share =
        switch (who) {
          case Callers.SUPERUSER -> weight;
          case Callers.AGENT -> open ? weight / 4 : weight / 2;
          default -> open ? weight : 4;
        };
    return Math.max(2, again ? share / 4 : share);
  }

  private static String shape(String complaint) {
    return complaint.replaceAll("\\d+", "").substring(0, Math.min(60, complaint.length() / 2));
  }
}
