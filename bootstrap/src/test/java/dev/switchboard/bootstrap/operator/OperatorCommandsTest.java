package dev.switchboard.bootstrap.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.ServerProcess;
import dev.switchboard.bootstrap.mainjob.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does on the command line, in processes of their own as they would. */
class OperatorCommandsTest {
  private static final Pattern SHOWN =
      Pattern.compile("Password  (\\S+)  \\(shown only this once\\)");
  private static final String SAMPLE = "switchboard-sample";

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String done(String input, String... words) throws InterruptedException {
    try (var process = ServerProcess.run(folder, List.of(words), input, Map.of())) {
      assertThat(process.ended(120)).as(process.output()).isZero();
      return process.output();
    }
  }

  private String refused(Map<String, String> environment, String... words)
      throws InterruptedException {
    try (var process = ServerProcess.run(folder, List.of(words), "", environment)) {
      assertThat(process.ended(120)).as(process.output()).isEqualTo(1);
      assertThat(process.output()).doesNotContain("\tat ").doesNotContain("Exception");
      return process.output().strip();
    }
  }

  @Test
  void besideARunningServerEverythingIsThereAtOnceAndOnlyOnce() throws Exception {
    var environment = Map.of("ADMIN_PASSWORD", "correct horse battery");
    try (var server = ServerProcess.run(folder, "start", environment).started();
        var api = new Api(server.uri("/").getPort())) {
      assertThat(done("", "seed")).contains("sample-agent-2", SAMPLE).contains("Made 5 chats");
      assertThat(done("", "seed")).contains("were there already").doesNotContain(SAMPLE + " ");

      asTheSampleSays(api);
      addsListsAndResets(api);
    }
  }

  /** The ancestor's documentation logs in as {@code user} with {@code password}. */
  private void asTheSampleSays(Api api) {
    var user = api.login("user", "password");
    assertThat(api.json("GET", "/auth/me", user, null).get("username").asText()).isEqualTo("user");
    assertThat(api.json("GET", "/messages/unread/count", user, null).toString()).contains("1");
    var supervisor = api.login("sample-supervisor", SAMPLE);
    var chats = api.json("GET", "/api/chats", supervisor, null);
    assertThat(chats).hasSize(5);
    assertThat(chats.toString()).contains("Grace Hopper");
    assertThat(chats)
        .anySatisfy(chat -> assertThat(chat.get("status").asText()).isEqualTo("assigned"));
    var admin = api.login("sample-admin", SAMPLE);
    assertThat(api.json("GET", "/reports/admin/all", admin, null)).hasSize(3);
    assertThat(names(api.json("GET", "/auth/roles", admin, null)))
        .contains("Night shift")
        .doesNotHaveDuplicates();
  }

  private static List<String> names(JsonNode roles) {
    return roles.findValuesAsText("name");
  }

  private void addsListsAndResets(Api api) throws InterruptedException {
    done(
        "a good long password\n",
        "user",
        "add",
        "olga",
        "--email",
        "olga@example.com",
        "--role",
        "admin",
        "--password-stdin");
    var olga = api.login("olga", "a good long password");
    assertThat(api.json("GET", "/auth/me", olga, null).get("role").asText()).isEqualTo("admin");

    assertThat(done("", "user", "list"))
        .containsPattern("olga +olga@example.com +Default company +company_admin,admin +yes")
        .contains("sample-client");
    assertThat(done("", "user", "list", "--company", "Sample company")).doesNotContain("olga");

    var shown = SHOWN.matcher(done("", "user", "reset-password", "olga@example.com"));
    assertThat(shown.find()).isTrue();
    assertThat(api.send("GET", "/auth/me", olga, null).statusCode()).isEqualTo(401);
    var again = api.login("olga", shown.group(1));
    var done =
        api.json("GET", "/api/audit?object_type=user", again, null).findValuesAsText("action");
    assertThat(done).contains("user_created", "password_reset_by_admin");
  }

  @Test
  void withoutAServerTheDatabaseIsStartedAndStoppedAgain() throws Exception {
    var output = done("", "user", "add", "root2", "--superuser");

    assertThat(output).contains("Created the superuser admin.", "Created user root2 in company");
    assertThat(SHOWN.matcher(output).results()).hasSize(2);
    assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
    assertThat(refused(Map.of(), "user", "add", "root2"))
        .isEqualTo("switchboard: Username already registered");
    assertThat(refused(Map.of(), "user", "add", "x", "--role", "king"))
        .isEqualTo("switchboard: No such role");
    assertThat(refused(Map.of(), "user", "reset-password", "nobody"))
        .isEqualTo("switchboard: No such user");
    assertThat(refused(Map.of(), "user", "list", "--company", "None"))
        .isEqualTo("switchboard: there is no company None");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected add, reset-password or list",
        "bogus | unknown command user bogus",
        "add | expected one username",
        "add a --password secret | unknown option --password",
        "add a --role | option --role needs a value",
        "add a --superuser=yes | unknown option --superuser=yes",
        "list extra | unexpected extra",
        "add a --password-stdin | no password on standard input",
      })
  void whatIsAskedWronglyIsSaidBeforeAnythingIsOpened(String words, String line) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var command =
        new UserCommand(null, new PasswordSource(InputStream.nullInputStream()), nowhere, nowhere);

    assertThatThrownBy(() -> command.run(words.isEmpty() ? List.of() : List.of(words.split(" "))))
        .isInstanceOf(Refusal.class)
        .hasMessage(line);
  }

  @Test
  void anExampleCompanyIsNotForProduction() throws Exception {
    var secrets =
        Map.of(
            "ENVIRONMENT", "production",
            "JWT_SECRET", "0123456789abcdef0123456789abcdef-jwt-secret",
            "ENCRYPTION_KEY", "fedcba9876543210fedcba9876543210-encryption");

    assertThat(refused(secrets, "seed")).endsWith("not in production");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
