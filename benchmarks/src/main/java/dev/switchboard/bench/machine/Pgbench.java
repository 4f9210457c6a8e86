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
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  private final Server.Address server;
  private final Path folder;

  public Pgbench(Server.Address server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

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
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var rate = RATE.matcher(output);
      if (process.waitFor() != 0 || !rate.find()) {
        throw new IllegalStateException("pgbench: " + output);
      }
      return Double.parseDouble(rate.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
