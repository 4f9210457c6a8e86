package dev.switchboard.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The real program in a JVM of its own, for tests that stop and kill it. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Health +(http\\S+)/health");

  private final Process process;
  private final Path output;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  public static ServerProcess run(Path folder, String command, Map<String, String> environment) {
    return run(folder, List.of(command), "", environment);
  }

  /**
   * @param input for its standard input
   */
  public static ServerProcess run(
      Path folder, List<String> words, String input, Map<String, String> environment) {
    try {
      var output = Files.createTempFile(folder, "output", ".txt");
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  productClassPath(),
                  Main.class.getName()));
      command.addAll(words);
      var given = Files.writeString(Files.createTempFile(folder, "input", ".txt"), input);
      var builder =
          new ProcessBuilder(command)
              .redirectInput(given.toFile())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(Map.of("PORT", "0", "HOST", "127.0.0.1", "DRAIN_SECONDS", "0"));
      builder.environment().putAll(environment);
      return new ServerProcess(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As in the field: without the tests' own classes and their logging set-up. */
  private static String productClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until it serves. */
  public ServerProcess started() {
    Awaitility.await().atMost(Duration.ofMinutes(3)).until(this::serves);
    return this;
  }

  private boolean serves() {
    if (!process.isAlive()) {
      throw new IllegalStateException("ended while starting: " + output());
    }
    return ADDRESS.matcher(output()).find();
  }

  public URI uri(String path) {
    var address = ADDRESS.matcher(output());
    if (!address.find()) {
      throw new IllegalStateException(output());
    }
    return URI.create(address.group(1) + path);
  }

  int status(String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Itself, the database under it, and whatever those started. */
  List<ProcessHandle> family() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(process.toHandle()), process.descendants())
        .toList();
  }

  /** As {@code kill} does. */
  public void terminate() {
    process.destroy();
  }

  /** As {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Its exit status; fails after {@code seconds}. */
  public int ended(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + output());
    }
    return process.exitValue();
  }

  /** Killed, and gone with its database, so that its folder can be deleted. */
  @Override
  public void close() {
    client.close();
    var family = family();
    process.destroyForcibly();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
  }
}
