package dev.switchboard.bench.size;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.switchboard.bench.machine.Server;
import dev.switchboard.bench.size.SizeTable.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The same requests to two products that run side by side, one on a small database and one on a
 * large one, in turns: what slows the machine down slows down both.
 */
public final class SizeBench {
  private static final Duration WARM_UP = Duration.ofMillis(300);

  private final Path home;
  private final Path results;
  private final Duration time;
  private final Optional<String> only;

  /**
   * @param home the folder of the product's script
   * @param time for each request at each size
   * @param only a word that a request's name must hold
   */
  public SizeBench(Path home, Path results, Duration time, Optional<String> only) {
    this.home = home;
    this.results = results;
    this.time = time;
    this.only = only;
  }

  /**
   * @param folder for databases and logs; takes some 6 GB
   */
  public void run(Path folder) throws IOException {
    try (var server = Server.start(folder.resolve("database"));
        var small = Place.fill(Volume.SMALL, server, home, folder);
        var large = Place.fill(Volume.LARGE, server, home, folder)) {
      server.run("checkpoint");
      var lines = measure(server, small, large);
      keep(lines);
    }
  }

  private Map<String, Line> measure(Server server, Place small, Place large) {
    var administrator = Map.of(small, small.administrator(), large, large.administrator());
    var agent = Map.of(small, small.agent(), large, large.agent());
    var few = Endpoints.of(administrator.get(small), agent.get(small), small.volume());
    var many = Endpoints.of(administrator.get(large), agent.get(large), large.volume());
    var warm = new Meter(server, WARM_UP);
    few.values().forEach(request -> warm.of(small.product(), request));
    many.values().forEach(request -> warm.of(large.product(), request));
    var meter = new Meter(server, time);
    var table = new SizeTable(System.out::println);
    table.heading();
    var lines = new LinkedHashMap<String, Line>();
    for (var name : few.keySet()) {
      if (only.map(name::contains).orElse(true)) {
        var line =
            new Line(
                meter.of(small.product(), few.get(name)),
                meter.of(large.product(), many.get(name)));
        table.line(name, line);
        lines.put(name, line);
      }
    }
    if (only.map("stream resume"::contains).orElse(true)) {
      var line =
          new Line(
              new Resuming(small.product(), administrator.get(small)).cost(server),
              new Resuming(large.product(), administrator.get(large)).cost(server));
      table.line("stream resume, 100 missed", line);
      lines.put("stream resume, 100 missed", line);
    }
    table.summary(lines);
    return lines;
  }

  private void keep(Map<String, Line> lines) throws IOException {
    Files.createDirectories(results);
    var file =
        results.resolve(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "")
                + "-size.json");
    Files.writeString(
        file,
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(lines));
    System.out.println("kept in " + file);
  }
}
