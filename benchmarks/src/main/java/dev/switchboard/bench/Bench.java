package dev.switchboard.bench;

import dev.switchboard.bench.load.ChatListLoad;
import dev.switchboard.bench.load.DirectMessageLoad;
import dev.switchboard.bench.load.FrameLatency;
import dev.switchboard.bench.load.Load;
import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.load.WebhookLoad;
import dev.switchboard.bench.machine.Memory;
import dev.switchboard.bench.machine.Pgbench;
import dev.switchboard.bench.machine.Processes;
import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import dev.switchboard.bench.micro.Micro;
import dev.switchboard.bench.overload.Overload;
import dev.switchboard.bench.profile.Profile;
import dev.switchboard.bench.report.Report;
import dev.switchboard.bench.report.Report.Figure;
import dev.switchboard.bench.report.Results;
import dev.switchboard.bench.report.Row;
import dev.switchboard.bench.report.Table;
import dev.switchboard.bench.size.SizeBench;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** {@code ./switchboard bench}: the packaged product on a real PostgreSQL, beside pgbench. */
public final class Bench {
  private static final int FRAMES_A_SECOND = 200;
  private static final double MEGABYTE = 1 << 20;
  private static final Duration REST = Duration.ofMinutes(1);

  private final Options options;
  private final Path folder;
  private final Instant at = now();
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
    if (List.of(words).contains("--overload")) {
      Overload.main(words);
      return;
    }
    try {
      if (words.length > 0 && words[0].equals(Options.SIZE)) {
        var options = Options.sized(words);
        inFolder(
            new SizeBench(options.home(), options.results(), options.time(), options.only())::run);
        return;
      }
      var options = Options.parse(words);
      if (options.micro()) {
        micro(options);
        return;
      }
      if (!Pgbench.installed()) {
        throw new IllegalArgumentException(
            "pgbench is missing; install PostgreSQL's package that holds it (Debian, Ubuntu:"
                + " postgresql; Fedora: postgresql-contrib)");
      }
      inFolder(folder -> new Bench(options, folder).run());
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void micro(Options options) throws IOException {
    var machine =
        "%d processors, Java %s"
            .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature());
    keep(new Report(now(), machine, List.of(), Micro.run()), options);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private interface Run {
    void in(Path folder) throws IOException;
  }

  private static void inFolder(Run run) throws IOException {
    var folder =
        Files.createTempDirectory(
            "switchboard-bench",
            // PostgreSQL runs as another user where we are root
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try (Closeable _ = () -> delete(folder)) { // what the run failed of is said first
      run.in(folder);
    }
  }

  private void run() throws IOException {
    try (var server = Server.start(folder.resolve("database"), options.profile())) {
      if (options.wants("start")) {
        System.out.println("start");
        figures.addAll(new Starts(options, folder).of(server));
      }
      try (var product =
              Product.start(options.home(), folder.resolve("there"), Scene.settings(server));
          var scene = Scene.set(product, server)) {
        server.run(Rounds.script("tables"));
        loads(scene);
        frames(scene);
        memory(product);
      }
      keep(report(machine(server)), options);
    }
  }

  private void loads(Scene scene) {
    var pgbench = new Pgbench(scene.server().address(), folder);
    var turns = new Rounds(scene, pgbench, options, profile(scene));
    // in this order, for every load leaves more conversations behind
    List.<Load>of(
            new ChatListLoad(scene, 1_000, 32, 6_000),
            new WebhookLoad(scene, 1, 64, 5_000),
            new WebhookLoad(scene, 100, 8, 15_000),
            new DirectMessageLoad(scene, 32, 6_000),
            new ChatListLoad(scene, 100_000, 32, 6_000))
        .stream()
        .filter(load -> options.wants(load.name()))
        .map(turns::of)
        .flatMap(Optional::stream)
        .forEach(rows::add);
  }

  private Profile profile(Scene scene) {
    var name = Results.name(report(""));
    return new Profile(scene.product(), scene.server(), options.results(), name);
  }

  private void frames(Scene scene) {
    if (!options.wants("frames") || options.rounds() == 0 && !options.profile()) {
      return;
    }
    System.out.println("frames");
    var load = new FrameLatency(scene, FRAMES_A_SECOND);
    load.run(options.warmUp());
    var p50 = new ArrayList<Double>();
    var p99 = new ArrayList<Double>();
    var missing = new ArrayList<Double>();
    for (var i = 0; i < options.rounds(); i++) {
      var result = load.run(options.time());
      p50.add(result.latency().getValueAtPercentile(50) / 1e6);
      p99.add(result.latency().getValueAtPercentile(99) / 1e6);
      missing.add((double) result.missing());
    }
    if (options.profile()) {
      profile(scene).of("frames", () -> load.run(options.time()));
    }
    if (p50.isEmpty()) {
      return;
    }
    var name = "webhook to frame, " + FRAMES_A_SECOND + "/s";
    figures.add(Figure.atMost(name + ", p50", p50, "ms", 5));
    figures.add(Figure.atMost(name + ", p99", p99, "ms", 20));
    figures.add(Figure.atMost(name + ", frames missing", missing, "", 0));
  }

  private void memory(Product product) {
    var rushed = Processes.memory(product.pid()) / MEGABYTE;
    LockSupport.parkNanos(REST.toNanos());
    var rested = Processes.memory(product.pid()) / MEGABYTE;
    var heap = Memory.afterCollection(product.pid());
    figures.add(Figure.plain("memory of the server at the end of the loads", rushed, "MB"));
    figures.add(
        Figure.atMost("memory of the server a minute after them", List.of(rested), "MB", 350));
    figures.add(
        Figure.plain("its heap, used after a collection", heap.usedBytes() / MEGABYTE, "MB"));
    figures.add(Figure.plain("its heap, committed", heap.committedBytes() / MEGABYTE, "MB"));
    figures.add(Figure.plain("its collections", heap.collections(), ""));
    figures.add(Figure.plain("its pauses for collections, all together", heap.pauseSeconds(), "s"));
  }

  private static String machine(Server server) {
    return "%d processors, Java %s, PostgreSQL %d, fsync %s, synchronous_commit %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            server.number("select current_setting('server_version_num')::int / 10000"),
            server.text("show fsync"),
            server.text("show synchronous_commit"));
  }

  private Report report(String machine) {
    return new Report(at, machine, List.copyOf(rows), List.copyOf(figures));
  }

  private static void keep(Report report, Options options) throws IOException {
    Table.print(report, System.out::println);
    Results.keep(report, options.results()).forEach(file -> System.out.println("kept " + file));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
