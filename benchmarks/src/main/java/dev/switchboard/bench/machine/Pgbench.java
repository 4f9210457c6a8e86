package dev.switchboard.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** PostgreSQL's own load program, on the same server. */
public final class Pgbench {
  private static final Pattern RATE =
      Pattern.compile("^tps = ([0-9.]+) \\(without initial connection time\\)", Pattern.MULTILINE);
  private static final Pattern FAILED =
      Pattern.compile("^number of failed transactions: (\\d+)", Pattern.MULTILINE);

  private final Server.Address server;
  private final Path folder;

  public Pgbench(Server.Address server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** Whether there is one that this class understands: 14 and newer. */
  public static boolean installed() {
    try {
      return new ProcessBuilder("pgbench", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Transactions a second of that script. */
  public double run(String script, int clients, Duration time) {
    try {
      var file = Files.writeString(folder.resolve("script.sql"), script);
      var builder =
          new ProcessBuilder(
                  List.of(
                      "pgbench",
                      "--no-vacuum",
                      "--protocol=prepared",
                      "--client=" + clients,
                      "--jobs=2",
                      "--time=" + Math.max(1, time.toSeconds()),
                      "--file=" + file,
                      "--host=" + server.host(),
                      "--port=" + server.port(),
                      "--username=" + server.user(),
                      server.name()))
              .redirectErrorStream(true);
      builder.environment().put("PGPASSWORD", server.password());
      builder.environment().put("PGOPTIONS", "-c " + Server.EVERYBODY);
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("pgbench: " + output);
      }
      return rate(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * The rate in what it prints.
   *
   * @throws IllegalStateException there is none, or transactions failed: no mark to compare with
   */
  static double rate(String output) {
    var failed = FAILED.matcher(output);
    var rate = RATE.matcher(output);
    if (failed.find() && Long.parseLong(failed.group(1)) > 0 || !rate.find()) {
      throw new IllegalStateException("pgbench: " + output);
    }
    return Double.parseDouble(rate.group(1));
  }
}
