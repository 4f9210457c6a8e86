package dev.switchboard.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.web.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsRoutesTest {
  private final List<String> obstacles = new ArrayList<>();
  private final List<String> degraded = new ArrayList<>();
  private boolean databaseDown;
  private final TestServer server =
      new TestServer(
          new OperationsRoutes(
              "1.2.3", true, new Readies(), () -> "some_figure 1.0\n", this::ping));

  private final class Readies implements Readiness {
    @Override
    public List<String> obstacles() {
      return obstacles;
    }

    @Override
    public List<String> degraded() {
      return degraded;
    }
  }

  private void ping() {
    if (databaseDown) {
      throw new StorageUnavailable("down", null);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void healthAnswersWithoutAnAccountAndWithoutTheDatabase() {
    databaseDown = true;
    obstacles.add("database");

    for (var path : List.of("/health", "/health/live", "/health/")) {
      var answer = server.get(path, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"healthy\"}");
    }
  }

  @Test
  void readyNodesSaySo() {
    assertThat(server.get("/health/ready", "").body()).isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void aNodeThatDoesItsWorkWithoutSomethingIsReadyAndSaysSo() {
    degraded.add("redis");

    var answer = server.get("/health/ready", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"ready\",\"degraded\":[\"redis\"]}");
  }

  @Test
  void aNodeThatIsNotReadySaysWhatStandsInTheWay() {
    obstacles.add("database");
    obstacles.add("processor");

    var answer = server.get("/health/ready", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(answer.body())
        .contains("\"code\":\"not_ready\"")
        .contains("Not ready: database, processor");
  }

  @Test
  void figuresComeInPrometheusTextFormat() {
    var answer = server.get("/metrics", "");

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body()).isEqualTo("some_figure 1.0\n");
  }

  @Test
  void theRootTellsWhereThingsAre() {
    assertThat(server.get("/", "").body())
        .contains("\"name\":\"Switchboard\"", "\"version\":\"1.2.3\"", "\"docs\":\"/docs\"");
  }

  @Test
  void theDatabaseTestIsForSuperusersAlone() {
    server.caller("ada", 1, 7);

    assertThat(server.get("/db-test", "").statusCode()).isEqualTo(401);
    assertThat(server.get("/db-test", "ada").statusCode()).isEqualTo(403);
  }

  @Test
  void theDatabaseTestAsksTheDatabase() {
    var ada = server.caller("plain", 1, 7);
    server.caller(
        "root",
        new dev.switchboard.application.account.Caller(
            ada.company(),
            ada.user(),
            ada.session(),
            "root",
            "root@example.test",
            true,
            ada.permissions()));

    assertThat(server.get("/db-test", "root").body())
        .isEqualTo("{\"status\":\"database connection working\",\"database\":\"connected\"}");
    databaseDown = true;
    assertThat(server.get("/db-test", "root").statusCode()).isEqualTo(503);
  }
}
