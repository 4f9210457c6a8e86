package dev.switchboard.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.bootstrap.settings.Settings.LogFormat;
import dev.switchboard.bootstrap.settings.Settings.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * In a JVM of its own, for the choice is made once in each. The {@code logback-test.xml} of these
 * tests is on its class path too: whoever looks for files finds that one.
 */
class LogbackByCodeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Logs as the server does: first it chooses, then it sets up. */
  static final class Program {
    private Program() {}

    public static void main(String[] words) {
      LogbackByCode.choose();
      LoggerFactory.getLogger("switchboard.auth").error("before it is set up");
      Logging.configure(new Logs(Path.of(words[0]), LogFormat.valueOf(words[1])));
      MDC.put("trace_id", "4bf92f35");
      var log = LoggerFactory.getLogger("switchboard.auth");
      log.debug("too much");
      log.info("asked with password=hunter2hunter2");
      java.util.logging.Logger.getLogger("some.library").warning("said by the JDK's logging");
      Logging.close();
    }
  }

  @Test
  void nothingIsLoggedBeforeCodeSaysHowAndThenAllOfItThatWay() throws Exception {
    assertThat(output(LogFormat.PLAIN))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches("\\S+Z INFO \\[4bf92f35\\] switchboard.auth asked with \\S+")
                    .endsWith(" password=****"),
            line ->
                assertThat(line)
                    .matches("\\S+Z WARN \\[4bf92f35\\] some.library said by the JDK's logging"));
    assertThat(Files.readAllLines(folder.resolve("auth.log"))).hasSize(1);
  }

  @Test
  void soItIsInJson() throws Exception {
    assertThat(output(LogFormat.JSON))
        .satisfiesExactly(
            line -> {
              var event = JSON.readTree(line);
              assertThat(event.path("level").asText()).isEqualTo("INFO");
              assertThat(event.path("logger_name").asText()).isEqualTo("switchboard.auth");
              assertThat(event.path("trace_id").asText()).isEqualTo("4bf92f35");
              assertThat(event.path("message").asText()).isEqualTo("asked with password=****");
            },
            line -> assertThat(JSON.readTree(line).path("level").asText()).isEqualTo("WARN"));
  }

  /** Of both streams: nor do the libraries tell of their choice. */
  private List<String> output(LogFormat format) throws IOException, InterruptedException {
    var output = folder.resolve("output.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString(),
                format.name())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readAllLines(output);
  }
}
