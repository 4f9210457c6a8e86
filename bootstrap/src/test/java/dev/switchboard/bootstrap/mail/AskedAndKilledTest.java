package dev.switchboard.bootstrap.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.ServerProcess;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.PersistenceUnit;
import dev.switchboard.persistence.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} between the answer to a forgotten password and the look at who it means. */
class AskedAndKilledTest {
  private final PersistenceUnit.Config database = TestDatabase.emptyMigrated();
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void whatWasAnsweredIsDoneAfterTheNextStart() throws Exception {
    try (var connection = connect();
        var server = start()) {
      post(
          server,
          "/auth/register",
          "{\"username\":\"ada\",\"email\":\"ada@example.test\",\"password\":\"ada and engines\"}");
      connection.setAutoCommit(false);
      execute(connection, "lock table login_name in access exclusive mode"); // nobody can look
      for (var email : List.of("ada@example.test", "stranger@example.test")) {
        assertThat(forgot(server, email).statusCode()).isEqualTo(200);
      }
      server.kill();
      server.ended(30);
      connection.rollback();
      assertThat(mails()).isEmpty();
    }

    try (var connection = connect();
        var _ = start()) {
      await().atMost(Duration.ofMinutes(2)).until(() -> open(connection) == 0);
      await().until(() -> mails().size() == 1);
      assertThat(Files.readString(mails().getFirst())).contains("ada@example.test");
    }
  }

  private ServerProcess start() {
    return ServerProcess.run(
            folder,
            "start",
            Map.of(
                "DATABASE_URL",
                database
                    .jdbcUrl()
                    .replace(
                        "jdbc:postgresql://",
                        "postgresql://%s:%s@".formatted(database.user(), database.password())),
                "DATA_DIR",
                folder.resolve("data").toString(),
                "ADMIN_PASSWORD",
                TestSettings.ADMIN_PASSWORD))
        .started();
  }

  private HttpResponse<String> forgot(ServerProcess server, String email) throws Exception {
    return post(server, "/auth/forgot-password", "{\"email\":\"" + email + "\"}");
  }

  private HttpResponse<String> post(ServerProcess server, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private List<Path> mails() throws IOException {
    var mail = folder.resolve("data/mail");
    if (!Files.exists(mail)) {
      return List.of();
    }
    try (var files = Files.list(mail)) {
      return files.filter(file -> file.getFileName().toString().startsWith("reset_link-")).toList();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int open(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select coalesce(sum(pending), 0) from lane where kind = 'RESET'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
