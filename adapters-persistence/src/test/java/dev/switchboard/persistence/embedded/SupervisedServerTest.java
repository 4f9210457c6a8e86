package dev.switchboard.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a server does that is killed, and what is left when it is stopped then. */
class SupervisedServerTest extends BackupScene {
  private static final Duration BACK_WITHIN = Duration.ofMinutes(1);

  private final Logger logger = (Logger) LoggerFactory.getLogger(SupervisedServer.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private EmbeddedPostgres server;

  @BeforeEach
  void started() throws SQLException {
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.INFO);
    server = start(data);
    execute("create table kept (id int)");
    execute("insert into kept values (7)");
  }

  @AfterEach
  void forgetTheLog() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  @Test
  void killedTwiceItComesBackAtTheSameAddressWithWhatWasCommitted() {
    var address = server.jdbcUrl();
    for (var time = 1; time <= 2; time++) {
      var before = kill();

      await().atMost(BACK_WITHIN).until(this::answers);

      assertThat(server.pid()).isNotEqualTo(before);
      assertThat(server.jdbcUrl()).isEqualTo(address);
      assertThat(said(Level.ERROR))
          .filteredOn(line -> line.contains("(process " + before + ") has ended with status 137"))
          .singleElement()
          .asString()
          .doesNotContain("\n");
      await().until(() -> said(Level.INFO).contains(back()));
    }
  }

  @Test
  void whatWorkedForAWhileIsStartedAgainAsSoonAsTheFirstTime() {
    kill();
    await().atMost(BACK_WITHIN).until(() -> said(Level.INFO).contains(back()));
    var back = log.list.getLast().getInstant();
    await().until(() -> Instant.now().isAfter(back.plus(SupervisedServer.WELL_AFTER)));
    kill();

    await().until(() -> said(Level.ERROR).size() == 2);
    assertThat(said(Level.ERROR)).allMatch(line -> line.endsWith("next start in 500 ms"));
  }

  @Test
  void whatEndsAsSoonAsItIsReadyIsGivenMoreTime() {
    kill();
    await().atMost(BACK_WITHIN).until(() -> said(Level.INFO).contains(back()));
    kill();

    await().until(() -> said(Level.ERROR).size() == 2);
    assertThat(said(Level.ERROR)).last().asString().endsWith("next start in 1000 ms");
  }

  private String back() {
    return "PostgreSQL is back (process " + server.pid() + ")";
  }

  @Test
  void whatIsLeftOfTheOldOneIsWaitedFor() throws Exception {
    try (var _ = busyFor("3s")) {
      kill();

      await().atMost(BACK_WITHIN).until(this::answers);
    }
    assertThat(said(Level.ERROR)).anyMatch(line -> line.contains("shared memory block"));
  }

  @Test
  void whatIsLeftOfTheOldOneIsWaitedForByAFirstStartToo() throws Exception {
    try (var _ = busyFor("3s")) {
      kill();
      server.close();

      server = start(data);
    }
    assertThat(answers()).isTrue();
  }

  /** A session that computes, and so does not notice the end of its server before that of this. */
  private Connection busyFor(String time) throws SQLException {
    var connection = Servers.connect(server);
    var pid = Servers.one(connection, "select pg_backend_pid()");
    Servers.one(connection, "select set_config('statement_timeout', '" + time + "', false)");
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Servers.one(connection, "select count(*) from generate_series(1, 10000000000)");
              } catch (SQLException _) {
                // the server's end, or its own
              }
            });
    await()
        .until(
            () ->
                Servers.one(
                        server,
                        "select count(*) from pg_stat_activity where state = 'active' and query like '%series%' and pid = "
                            + pid)
                    .equals("1"));
    return connection;
  }

  @Test
  void aPortThatSomebodyElseTookIsNamedAndTakenBack() throws Exception {
    kill();
    try (var _ = takePort()) {
      await()
          .atMost(BACK_WITHIN)
          .until(() -> said(Level.ERROR).stream().anyMatch(line -> line.contains(taken())));
    }

    await().atMost(BACK_WITHIN).until(this::answers);
  }

  @Test
  void aStopEndsAPauseAtOnceAndForGood() throws Exception {
    kill();
    try (var _ = takePort()) {
      // the pause after this one is four seconds long
      await()
          .atMost(BACK_WITHIN)
          .until(
              () ->
                  said(Level.ERROR).stream()
                      .anyMatch(line -> line.endsWith("next start in 4000 ms")));
      var begun = System.nanoTime();

      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }
    assertThat(processes()).isEmpty();
    assertThat(Servers.one(start(data), "select id from kept")).isEqualTo("7");
  }

  @Test
  void aStopInTheMiddleOfAStartLeavesNoServer() {
    var before = kill();
    await()
        .atMost(BACK_WITHIN)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> server.pid() != before);

    server.close();

    await().until(() -> processes().isEmpty());
    assertThat(said(Level.ERROR)).hasSize(1);
  }

  @Test
  void afterAStopNoneBegins() throws Exception {
    server.close();
    var cluster = Cluster.existing(data);
    var supervised =
        SupervisedServer.start(
            EmbeddedPostgres.launch(
                Account.current().ownerOf(cluster.folder()),
                Binaries.unpacked(EmbeddedPostgres.Options.in(data, _ -> {}).cache()),
                data,
                cluster));
    supervised.stop();

    assertThatThrownBy(supervised::begin).isInstanceOf(InterruptedException.class);
    assertThat(processes()).isEmpty();
  }

  /** As {@code kill -9} does; the end has come when this returns. */
  private long kill() {
    var process = ProcessHandle.of(server.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    return process.pid();
  }

  private boolean answers() {
    try {
      return Servers.one(server, "select id from kept").equals("7");
    } catch (SQLException _) {
      return false;
    }
  }

  private ServerSocket takePort() throws IOException {
    return new ServerSocket(port(), 1, InetAddress.getLoopbackAddress());
  }

  private String taken() {
    return "has not started again: another program has taken its port " + port();
  }

  private int port() {
    return URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
  }

  private List<String> said(Level level) {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private List<ProcessHandle> processes() {
    var cluster = data.resolve("postgres").toString();
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().filter(l -> l.contains(cluster)).isPresent())
        .toList();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = Servers.connect(server);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
