package dev.switchboard.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PasswordUtil;

class EmbeddedPostgresTest {
  private static final String VERIFIER =
      "select rolpassword from pg_authid where rolname = current_user";

  @TempDir Path temporary;

  private final List<String> notices = new ArrayList<>();
  private final List<EmbeddedPostgres> running = new ArrayList<>();
  private Path data;

  @BeforeEach
  void open() throws IOException {
    // temporary folders are their owner's alone, which the server's account may not be
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    data = temporary.resolve("data");
  }

  @AfterEach
  void stop() {
    running.forEach(EmbeddedPostgres::close);
  }

  @Test
  void whatWasCommittedIsThereAfterARestart() throws SQLException {
    try (var first = start()) {
      execute(first, "create table kept (id int)");
      execute(first, "insert into kept values (7)");
    }

    assertThat(query(start(), "select id from kept")).isEqualTo("7");
    assertThat(notices).containsExactly("Creating the database in " + data.resolve("postgres"));
  }

  @Test
  void itWritesThroughToTheDisk() throws SQLException {
    var server = start();

    for (var setting :
        List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
      assertThat(query(server, "show " + setting)).as(setting).isEqualTo("on");
    }
    assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
  }

  @Test
  void nobodyComesInWithoutThePassword() {
    var server = start();

    assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(permissions(data.resolve("postgres.password"))).isEqualTo("rw-------");
  }

  @Test
  void aPasswordThatNobodyGuessesIsHashedOnceAlsoWhereItWasHashedThousandsOfTimes()
      throws SQLException {
    try (var first = start()) {
      assertThat(query(first, VERIFIER)).startsWith("SCRAM-SHA-256$1:");
      var slow = PasswordUtil.encodeScramSha256(first.password().toCharArray());
      execute(first, "alter role " + first.user() + " password '" + slow + "'");
      assertThat(query(first, VERIFIER)).startsWith("SCRAM-SHA-256$4096:");
    }

    assertThat(query(start(), VERIFIER)).startsWith("SCRAM-SHA-256$1:");
  }

  @Test
  void closingLeavesNoProcessBehind() {
    var server = start();
    var process = ProcessHandle.of(server.pid()).orElseThrow();
    var helpers = process.descendants().toList();

    server.close();

    assertThat(process.isAlive()).isFalse();
    Awaitility.await().until(() -> helpers.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aDirectoryInUseIsRefused() {
    start();

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage("the data directory " + data + " is in use by another Switchboard");
  }

  @Test
  void aDirectoryOfAnotherVersionIsRefusedAndLeftAlone() throws IOException {
    Files.createDirectories(data.resolve("postgres"));
    Files.writeString(data.resolve("postgres/PG_VERSION"), "15\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("belongs to PostgreSQL 15, this is 18");
    assertThat(data.resolve("postgres")).isDirectoryContaining("glob:**PG_VERSION");
    assertThat(data.resolve("postgres.password")).doesNotExist();
  }

  @Test
  void whatACutOffFirstStartLeftIsReplaced() throws Exception {
    Files.createDirectories(data.resolve("postgres.new/base"));
    Files.writeString(data.resolve("postgres.new/PG_VERSION"), "18\n");
    Files.createDirectories(data.resolve("postgres"));

    assertThat(query(start(), "select 1")).isEqualTo("1");
    assertThat(data.resolve("postgres.new")).doesNotExist();
  }

  @Test
  void aLostPasswordIsNamed() throws IOException {
    start().close();
    Files.delete(data.resolve("postgres.password"));

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("has lost its password, the file ");
  }

  @Test
  void aWrongPasswordIsNamedAtOnce() throws IOException {
    start().close();
    Files.writeString(data.resolve("postgres.password"), "another");

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("does not know its password");
  }

  @Test
  void aPidFileThatWasCutOffDoesNotStandInTheWay() throws Exception {
    start().close();
    Files.writeString(data.resolve("postgres/postmaster.pid"), "");

    assertThat(query(start(), "select 1")).isEqualTo("1");
  }

  @Test
  void aPidFileThatNamesAStrangerHarmsNobody() throws Exception {
    start().close();
    var us = ProcessHandle.current().pid();
    Files.writeString(data.resolve("postgres/postmaster.pid"), us + "\n" + data + "\n");

    assertThat(query(start(), "select 1")).isEqualTo("1");
  }

  @Test
  void aPidFileWhoseNumberIsSomebodyElsesByNowDoesNotStandInTheWay() throws Exception {
    start().close();
    var stranger =
        new ProcessBuilder(Account.current().wrap(List.of("sleep", "600"))).start(); // as postgres
    try {
      var file = data.resolve("postgres/postmaster.pid");
      Files.writeString(file, stranger.pid() + "\n" + data.resolve("postgres") + "\n");

      assertThat(query(start(), "select 1")).isEqualTo("1");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void aPidFileOfAProcessOfThisClusterIsLeftAlone() throws Exception {
    var server = start();
    var file = data.resolve("postgres/postmaster.pid");
    var said = Files.readString(file);
    var child = ProcessHandle.of(server.pid()).orElseThrow().children().findAny().orElseThrow();
    try {
      for (var pid : List.of(server.pid(), child.pid(), -server.pid())) {
        Files.writeString(file, said.replaceFirst("\\d+", pid.toString()));

        assertThat(PidFile.server(data.resolve("postgres")).map(ProcessHandle::pid))
            .hasValue(Math.abs(pid));
        assertThat(file).exists();
      }
    } finally {
      Files.writeString(file, said);
    }
  }

  @Test
  void aServerKilledInTheMiddleRecovers() throws Exception {
    var first = start();
    execute(first, "create table kept (id int)");
    execute(first, "insert into kept values (7)");
    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
    first.close();

    assertThat(query(start(), "select id from kept")).isEqualTo("7");
  }

  @Test
  void aPlaceThatIsNoFolderIsNamed() throws IOException {
    Files.writeString(data, "a file");

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("cannot use the data directory " + data);
  }

  @Test
  void asRootAClosedParentFolderSendsTheFilesElsewhereAndTheyAreFoundAgain() throws Exception {
    assumeTrue(Account.isRoot());
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
    Path elsewhere = null;
    try {
      try (var first = start()) {
        elsewhere = Path.of(Files.readString(data.resolve("postgres.elsewhere")));
        execute(first, "create table kept (id int)");
      }
      assertThat(notices).anyMatch(line -> line.contains("a parent folder is closed to others"));
      assertThat(elsewhere).isDirectory();
      try (var second = start()) {
        assertThat(query(second, "select count(*) from kept")).isEqualTo("0");
      }
    } finally {
      if (elsewhere != null) {
        Commands.run(List.of("rm", "-rf", elsewhere.toString()));
      }
    }
  }

  @Test
  void asRootAParentFolderThatIsClosedLaterIsNamed() throws IOException {
    assumeTrue(Account.isRoot());
    start().close();
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("a parent folder is closed to others (chmod o+x opens it)");
  }

  @Test
  void asRootTheServerRunsAsSomebodyElse() {
    assumeTrue(Account.isRoot());

    var server = start();

    assertThat(ProcessHandle.of(server.pid()).flatMap(process -> process.info().user()))
        .isPresent()
        .isNotEqualTo(java.util.Optional.of("root"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> Files.getAttribute(data.resolve("postgres"), "unix:uid").equals(65534));
  }

  private EmbeddedPostgres start() {
    var server = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(data, notices::add));
    running.add(server);
    return server;
  }

  private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
