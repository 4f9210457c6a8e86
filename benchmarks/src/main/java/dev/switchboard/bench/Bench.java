package dev.switchboard.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.switchboard.bench.load.ChatListLoad;
import dev.switchboard.bench.load.DirectMessageLoad;
import dev.switchboard.bench.load.FrameLatency;
import dev.switchboard.bench.load.Load;
import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.load.WebhookLoad;
import dev.switchboard.bench.machine.Pgbench;
import dev.switchboard.bench.machine.Processes;
import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import dev.switchboard.bench.report.Page;
import dev.switchboard.bench.report.Report;
import dev.switchboard.bench.report.Report.Figure;
import dev.switchboard.bench.report.Row;
import dev.switchboard.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./switchboard bench}: the packaged product on a real PostgreSQL, beside pgbench. */
public final class Bench {
  private static final int FRAMES_A_SECOND = 200;

  private final Options options;
  private final Path folder;
  private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final List<Row> rows = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  private Bench(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  public static void main(String[] words) throws IOException {
    if (List.of(words).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    if (!Pgbench.installed()) {
      System.err.println("bench: pgbench is missing; install the package postgresql-contrib");
      System.exit(1);
    }
    try {
      var options = Options.parse(words);
      var folder =
          Files.createTempDirectory(
              "switchboard-bench",
              // PostgreSQL runs as another user where we are root
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      try {
        new Bench(options, folder).run();
      } finally {
        delete(folder);
      }
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException {
    try (var server = Server.start(folder.resolve("database"), options.profile())) {
      server.run(Rounds.script("tables"));
      startUp(server);
      try (var product = Product.start(options.home(), folder, Scene.settings(server));
          var scene = Scene.set(product, server)) {
        loads(scene);
        frames(scene);
        figures.add(
            new Figure(
                "memory of the server after the loads",
                Processes.memory(product.pid()) / 1048576.0,
                "MB",
                350,
                true));
      }
      keep(new Report(at, machine(server), rows, figures));
    }
  }

  private void startUp(Server server) {
    Product.start(options.home(), folder, Scene.settings(server)).close(); // makes the tables
    for (var i = 0; i < options.rounds(); i++) {
      var start = System.nanoTime();
      try (var product = Product.start(options.home(), folder, Scene.settings(server))) {
        Ready.await(product.base());
        figures.add(
            new Figure(
                "start to first 200, database there, round " + (i + 1),
                (System.nanoTime() - start) / 1e9,
                "s",
                1.5,
                true));
      }
    }
  }

  private void loads(Scene scene) {
    var turns = new Rounds(scene, new Pgbench(scene.server().address(), folder), options, name());
    List.<Load>of(
            new WebhookLoad(scene, 1, 64, 5_000),
            new WebhookLoad(scene, 100, 8, 15_000),
            new DirectMessageLoad(scene, 32, 6_000),
            new ChatListLoad(scene, 32, 6_000))
        .stream()
        .filter(load -> options.wants(load.name()))
        .map(turns::of)
        .flatMap(Optional::stream)
        .forEach(rows::add);
  }

  private void frames(Scene scene) {
    if (!options.wants("frames")) {
      return;
    }
    var load = new FrameLatency(scene, FRAMES_A_SECOND);
    load.run(options.warmUp());
    for (var i = 1; i <= options.rounds(); i++) {
      var result = load.run(options.time());
      var name = "webhook to frame, " + FRAMES_A_SECOND + "/s, round " + i;
      figures.add(millis(name + ", p50", result.latency().getValueAtPercentile(50), 5));
      figures.add(millis(name + ", p99", result.latency().getValueAtPercentile(99), 20));
      figures.add(new Figure(name + ", frames missing", result.missing(), "", 0, true));
    }
  }

  private static Figure millis(String name, long nanos, double target) {
    return new Figure(name, nanos / 1e6, "ms", target, true);
  }

  private static String machine(Server server) {
    return "%d processors, Java %s, PostgreSQL %d, fsync and synchronous_commit on"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            server.number("select current_setting('server_version_num')::int / 10000"));
  }

  private void keep(Report report) throws IOException {
    Table.print(report, System.out::println);
    Files.createDirectories(options.results());
    var name = name();
    Files.writeString(
        options.results().resolve(name + ".json"),
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(asJson(report)));
    Files.writeString(options.results().resolve(name + ".svg"), Page.svg(report));
    System.out.println("kept in " + options.results().resolve(name) + ".json and .svg");
  }

  private String name() {
    return at.toString().replace(":", "");
  }

  private static Map<String, Object> asJson(Report report) {
    return Map.of(
        "at",
        report.at().toString(),
        "machine",
        report.machine(),
        "loads",
        report.rows().stream()
            .map(
                row ->
                    Map.of(
                        "name",
                        row.name(),
                        "target",
                        row.target(),
                        "rounds",
                        row.rounds(),
                        "ratio_to_pgbench",
                        row.ratio(),
                        "fault",
                        row.fault().orElse("")))
            .toList(),
        "figures",
        report.figures());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
