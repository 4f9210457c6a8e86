package dev.switchboard.bootstrap.rehearsal;

import dev.switchboard.bootstrap.Main;
import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.demo.Demo;
import dev.switchboard.bootstrap.logging.Logging;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.meta.sandbox.DemoCustomers;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the demo on a throw-away database, lets customers write and agents look, and stops: what
 * the JVM loads, links and learns about hot methods meanwhile goes into its ahead-of-time cache
 * ({@code -XX:AOTCacheOutput}, JEP 514 and 515). All that is loaded is loaded at every start, so
 * that the database is made by another JVM before. Depends on no setting of the installation and
 * leaves nothing behind.
 */
public final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final double CALM = 1_200; // messages a minute
  private static final double RUSHING = 30_000;
  private static final int SCENES = 10;
  private static final Duration RUSH = Duration.ofSeconds(12);

  private Rehearsal() {}

  /**
   * @throws RuntimeException it could not be played; the product works without, and starts slower
   */
  public static void play() throws IOException {
    // PostgreSQL runs as another user where we are root
    var passable = PosixFilePermissions.fromString("rwxr-xr-x");
    var folder =
        Files.createTempDirectory(
            "switchboard-rehearsal", PosixFilePermissions.asFileAttribute(passable));
    try (var demo = Demo.start()) {
      var all = settings(demo, folder);
      migrate(folder, all);
      var settings = Settings.from(Map.of(), folder.resolve(".env"), all);
      Logging.configure(settings.logs()); // as a start does, files and all
      try (var server = Switchboard.start(settings, _ -> {});
          var customers = demo.populate(settings.server(), server.port());
          var client = HttpClient.newHttpClient()) {
        customers.rate(CALM);
        customers.start();
        var agents =
            Demo.AGENT_LOGINS.stream()
                .map(login -> new Frontend(client, server.port(), login))
                .toList();
        new Scenes(agents.getFirst()).play(SCENES);
        rush(customers, new Rush(agents));
      }
    } finally {
      delete(folder);
    }
  }

  /** What was learned until then is kept also where the machine is too busy for this. */
  private static void rush(DemoCustomers customers, Rush rush) {
    try {
      customers.rate(RUSHING);
      rush.play(RUSH);
    } catch (RuntimeException e) {
      LOG.warn("the rush ended early", e);
    }
  }

  /** Without the installation's environment, and in the folder, where no {@code .env} is. */
  private static void migrate(Path folder, Map<String, String> settings) throws IOException {
    var classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var other =
        new ProcessBuilder(java, "-cp", classPath, Main.class.getName(), "migrate")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.INHERIT);
    other.environment().keySet().retainAll(Set.of("PATH"));
    other.environment().putAll(settings);
    var process = other.start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("migrate ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroy();
    }
  }

  private static Map<String, String> settings(Demo demo, Path folder) {
    var settings = new HashMap<>(demo.settings());
    settings.put("HOST", "127.0.0.1");
    settings.put("PORT", "0");
    settings.put("DRAIN_SECONDS", "0");
    settings.put("DATA_DIR", folder.resolve("data").toString());
    settings.put("AI_MESSAGE_LOGS_FOLDER", folder.resolve("logs").toString());
    return settings;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
