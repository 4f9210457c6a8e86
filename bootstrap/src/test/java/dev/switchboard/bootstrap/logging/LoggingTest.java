package dev.switchboard.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.bootstrap.settings.InvalidSettings;
import dev.switchboard.bootstrap.settings.Settings.LogFormat;
import dev.switchboard.bootstrap.settings.Settings.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {
  private static final Logger AUTH = LoggerFactory.getLogger("switchboard.auth");

  @TempDir Path folder;

  @AfterEach
  void close() {
    MDC.clear();
    Logging.close();
  }

  @ParameterizedTest
  @CsvSource({
    "switchboard.auth, auth.log",
    "switchboard.messages, messages.log",
    "switchboard.reports, reports.log",
    "switchboard.webhooks, webhooks.log",
    "switchboard.twilio_webhook, twilio_webhook.log",
    "dev.switchboard.application.account.LogIn, auth.log",
    "dev.switchboard.application.conversation.ReplyToChat, messages.log",
    "dev.switchboard.application.outbound.LaneWorkers, messages.log",
    "dev.switchboard.application.ingest.ProcessWebhooks, webhooks.log",
  })
  void eachAreaWritesItsFile(String logger, String file) throws IOException {
    configure(LogFormat.PLAIN);

    LoggerFactory.getLogger(logger).info("hello from {}", logger);

    assertThat(lines(file)).singleElement().asString().endsWith(logger + " hello from " + logger);
  }

  @Test
  void aLineCarriesTimeLevelAndTrace() throws IOException {
    configure(LogFormat.PLAIN);
    MDC.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");

    AUTH.warn("login refused");

    assertThat(lines("auth.log"))
        .singleElement()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN"
                + " \\[4bf92f3577b34da6a3ce929d0e0e4736\\] switchboard.auth login refused");
  }

  @Test
  void noValueCanForgeALine() throws IOException {
    configure(LogFormat.PLAIN);

    AUTH.info(
        "user {}", "x\r\n2026-01-01T00:00:00.000Z INFO [-] switchboard.auth forged\u2028\u0085y");
    AUTH.info("failed", new IllegalStateException("x\n2026-01-01T00:00:00.000Z INFO forged"));

    assertThat(lines("auth.log")).filteredOn(line -> line.startsWith("20")).hasSize(2);
    assertThat(lines("auth.log"))
        .filteredOn(line -> line.contains("forged"))
        .hasSize(2)
        .noneMatch(line -> line.startsWith("2026-01-01"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "got access_token=EAAabcdefghijklmnopqrstuvwxyz0123|EAAabc",
        "header Authorization: Bearer abc.def.ghi|abc.def",
        "body {\"password\":\"hunter2hunter2\"}|hunter2",
        "token is eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl ok|eyJhbGci",
        "url https://user:s3cr3tpw@host/x|s3cr3tpw",
      })
  void whatLooksLikeASecretIsTakenOut(String message, String secret) throws IOException {
    for (var format : LogFormat.values()) {
      configure(format);
      AUTH.info(message);
      AUTH.info("failed", new IllegalStateException(message));
    }

    assertThat(lines("auth.log")).hasSizeGreaterThan(3).noneMatch(line -> line.contains(secret));
  }

  @Test
  void jsonLinesCarryTheTraceAndKeepLineBreaksInside() throws IOException {
    configure(LogFormat.JSON);
    MDC.put("trace_id", "abc");

    AUTH.info("two\nlines");

    var line = new ObjectMapper().readTree(lines("auth.log").getFirst());
    assertThat(lines("auth.log")).hasSize(1);
    assertThat(line.get("message").asText()).isEqualTo("two\nlines");
    assertThat(line.get("trace_id").asText()).isEqualTo("abc");
    assertThat(line.get("level").asText()).isEqualTo("INFO");
  }

  @Test
  void librariesThatUseTheJdksLoggingAreHeard() throws IOException {
    configure(LogFormat.PLAIN);

    java.util.logging.Logger.getLogger("switchboard.auth").warning("from java.util.logging");

    assertThat(lines("auth.log")).singleElement().asString().contains("from java.util.logging");
  }

  @Test
  void aFileIsRolledAtOneMegabyteAndAtMostFiftyOldOnesAreKept() throws IOException {
    configure(LogFormat.PLAIN);
    Files.writeString(folder.resolve("auth.log.50"), "the oldest");
    var filler = "x".repeat(200_000);
    for (var number = 1; number <= 49; number++) {
      Files.writeString(folder.resolve("auth.log." + number), "old " + number);
    }

    var oldest = folder.resolve("auth.log.50");
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(20))
        .pollInterval(java.time.Duration.ofMillis(120))
        .until(
            () -> {
              AUTH.info(filler);
              return Files.readString(oldest).equals("old 49");
            });

    assertThat(Files.size(folder.resolve("auth.log.1"))).isBetween(1_000_000L, 1_700_000L);
    assertThat(folder.resolve("auth.log.51")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> Logging.configure(new Logs(file.resolve("logs"), LogFormat.PLAIN)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("AI_MESSAGE_LOGS_FOLDER: ");
  }

  private void configure(LogFormat format) {
    Logging.configure(new Logs(folder, format));
    // the files are looked at; the test's own output stays readable
    var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream().collect(Collectors.toList());
  }
}
