package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.ServerProcess;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.PersistenceUnit;
import dev.switchboard.persistence.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in the middle of requests that carry an {@code Idempotency-Key}: whoever sends
 * theirs again, with or without an answer to the first, gets the one answer to the one effect.
 */
class IdempotencyKillTest {
  private static final int AT_ONCE = 8;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PersistenceUnit.Config database = TestDatabase.emptyMigrated();
  private final Map<String, String> answered = new HashMap<>(); // by key
  @TempDir Path folder;
  private ServerProcess server;

  @AfterEach
  void stop() {
    client.shutdownNow();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void eachRetryGetsTheOneAnswerToTheOneEffect() throws Exception {
    start();
    var token = logIn();
    var finished = keys();
    for (var key : finished) {
      answered.put(key, create(key, token).get().body());
    }
    var cutOff = keys();

    killBetweenEffectAndAnswer(cutOff, token);
    start();

    var all = Stream.concat(finished.stream(), cutOff.stream()).toList();
    for (var key : all) {
      var again = create(key, token).get();
      assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(answered.getOrDefault(key, again.body()));
      var onceMore = create(key, token).get();
      assertThat(onceMore.body()).isEqualTo(again.body());
      assertThat(onceMore.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }
    assertThat(companies(token)).filteredOn(all::contains).containsExactlyInAnyOrderElementsOf(all);
  }

  /** No answer can be kept while another holds the table, whatever was done for it before. */
  private void killBetweenEffectAndAnswer(List<String> keys, String token) throws Exception {
    try (var holder = connection();
        var watcher = connection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("lock table idempotency_key in share mode");
      var sent = keys.stream().map(key -> create(key, token)).toList();
      await().atMost(Duration.ofMinutes(1)).until(() -> waiting(watcher) > 0);

      server.kill();

      assertThat(server.ended(20)).isEqualTo(128 + 9);
      assertThat(sent).allSatisfy(one -> assertThat(one).failsWithin(Duration.ofSeconds(20)));
      holder.rollback();
      await().atMost(Duration.ofMinutes(1)).until(() -> waiting(watcher) == 0);
    }
    server.close();
  }

  private static int waiting(Connection connection) throws SQLException {
    try (var rows =
        connection
            .createStatement()
            .executeQuery(
                """
                select count(*) from pg_stat_activity
                where wait_event_type = 'Lock' and datname = current_database()
                  and query like 'insert into idempotency_key%'""")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static List<String> keys() {
    return IntStream.range(0, AT_ONCE).mapToObj(_ -> UUID.randomUUID().toString()).toList();
  }

  private void start() {
    var settings =
        Map.of(
            "DATABASE_URL",
            database
                .jdbcUrl()
                .replace(
                    "jdbc:postgresql://",
                    "postgresql://%s:%s@".formatted(database.user(), database.password())),
            "ADMIN_PASSWORD",
            TestSettings.ADMIN_PASSWORD);
    server = ServerProcess.run(folder, "start", settings).started();
  }

  private CompletableFuture<HttpResponse<String>> create(String key, String token) {
    return client.sendAsync(
        HttpRequest.newBuilder(server.uri("/api/companies"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString("{\"name\":\"" + key + "\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  private List<String> companies(String token) {
    try (var api = new Api(server.uri("/").getPort())) {
      return api.json("GET", "/api/companies?limit=100", token, null).findValuesAsText("name");
    }
  }

  private String logIn() {
    try (var api = new Api(server.uri("/").getPort())) {
      return api.login("admin", TestSettings.ADMIN_PASSWORD);
    }
  }
}
