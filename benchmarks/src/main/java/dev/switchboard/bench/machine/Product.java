package dev.switchboard.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged product in a JVM of its own, started as users start it. */
public final class Product implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Health +(http\\S+)/health");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LAST_LINES = 20;

  private final Process process;
  private final Path output;
  private final URI base;

  private Product(Process process, Path output) throws IOException {
    this.process = process;
    this.output = output;
    this.base = awaitAddress(process, output);
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param home the folder of the script
   * @param folder for its data, logs and output
   * @param settings above those that every run has
   */
  public static Product start(Path home, Path folder, Map<String, String> settings) {
    try {
      Files.createDirectories(folder);
      var output = Files.createTempFile(folder, "output", ".txt");
      var builder =
          new ProcessBuilder(home.resolve("switchboard").toString(), "start")
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "HOST",
                  "127.0.0.1",
                  "PORT",
                  "0",
                  "ENVIRONMENT",
                  "development",
                  "DATA_DIR",
                  folder.resolve("data").toString(),
                  "AI_MESSAGE_LOGS_FOLDER",
                  folder.resolve("logs").toString()));
      builder.environment().putAll(settings);
      var process = builder.start();
      // a run that is broken off leaves no server behind
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new Product(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI awaitAddress(Process process, Path output) throws IOException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Matcher address = ADDRESS.matcher(Files.readString(output));
      if (address.find()) {
        return URI.create(address.group(1).replace("localhost", "127.0.0.1"));
      }
      if (ended(process)) {
        break;
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("the product does not start: " + Files.readString(output));
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(5, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  public URI base() {
    return base;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(base.getHost(), base.getPort());
  }

  public long pid() {
    return process.pid();
  }

  /**
   * For who did not stop it.
   *
   * @throws IllegalStateException it has ended, with its last words
   */
  public void check() {
    if (process.isAlive()) {
      return;
    }
    try {
      var lines = Files.readAllLines(output);
      var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      throw new IllegalStateException(
          "the product ended by itself, status "
              + process.exitValue()
              + System.lineSeparator()
              + String.join(System.lineSeparator(), last));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For those who want to see how it ends. */
  public Process process() {
    return process;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
