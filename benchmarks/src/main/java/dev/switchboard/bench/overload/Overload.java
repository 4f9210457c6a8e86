package dev.switchboard.bench.overload;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code ./switchboard bench --overload}: far more than the product can do. What it can do is found
 * first, by as many clients as it likes; then three and ten times that comes in, whether it keeps
 * up or not. Beside it, clients that do nothing or do it slowly.
 */
public final class Overload {
  private static final String SMALL_HEAP = "-Xmx256m";
  private static final String HEAP_OF_SOCKETS = "-Xmx512m";
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration SHORT = Duration.ofSeconds(8);
  private static final int CLOSED_CLIENTS = 64;
  private static final int OPEN_CLIENTS = 2_000;

  private final Path folder;
  private final Path home = Path.of("").toAbsolutePath();
  private final String only;
  private final Duration time;

  private Overload(Path folder, String only, Duration time) {
    this.folder = folder;
    this.only = only;
    this.time = time;
  }

  public static void main(String[] words) throws IOException {
    var all = List.of(words);
    var only = all.contains("--only") ? all.get(all.indexOf("--only") + 1) : "";
    var seconds = all.contains("--seconds") ? all.get(all.indexOf("--seconds") + 1) : "60";
    var folder =
        Files.createTempDirectory(
            "switchboard-overload",
            // PostgreSQL runs as another user where we are root
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try {
      new Overload(folder, only, Duration.ofSeconds(Long.parseLong(seconds))).run();
    } finally {
      delete(folder);
    }
  }

  private void run() throws IOException {
    if ("flood idle slow".contains(only)) {
      on("loads", SMALL_HEAP, this::loads);
    }
    if ("sockets".contains(only)) {
      on("sockets", HEAP_OF_SOCKETS, scene -> new Crowd(scene).sockets(10_000));
    }
  }

  /** Each on a database of its own, for a scene is set once. */
  private void on(String name, String heap, Consumer<Scene> loads) throws IOException {
    try (var server = Server.start(folder.resolve(name), false);
        var product = start(server, heap);
        var scene = Scene.set(product, server)) {
      loads.accept(scene);
    }
  }

  private Product start(Server server, String heap) {
    var settings = new HashMap<>(Scene.settings(server));
    settings.put("JAVA_OPTS", heap);
    settings.put("SOCKETS_PER_USER", "1000");
    settings.put("SOCKETS_PER_COMPANY", "20000");
    System.out.println("the product at " + heap);
    return Product.start(home, folder, settings);
  }

  private void loads(Scene scene) {
    var mix = new Mix(scene);
    closed(scene, mix, WARM_UP);
    if ("flood".contains(only)) {
      flood(scene, mix);
    }
    var crowd = new Crowd(scene);
    if ("idle".contains(only)) {
      crowd.idle(10_000, () -> closed(scene, mix, SHORT));
    }
    if ("slow".contains(only)) {
      crowd.slow(500, () -> closed(scene, mix, SHORT));
    }
  }

  private Flood.Result closed(Scene scene, Mix mix, Duration time) {
    return new Flood(scene.product().address(), CLOSED_CLIENTS, Arrivals.closed(), mix.requests())
        .run(time);
  }

  private void flood(Scene scene, Mix mix) {
    var sustained = closed(scene, mix, SHORT);
    Lines.print("sustained, " + CLOSED_CLIENTS + " clients", sustained);
    var rate = (int) sustained.goodput();
    var recovery = new Recovery(scene);
    for (var times : List.of(3, 10)) {
      var load =
          new Flood(
              scene.product().address(),
              OPEN_CLIENTS,
              Arrivals.everySecond(times * rate),
              mix.requests());
      var before = recovery.memory();
      var result = load.run(times == 10 ? time : SHORT);
      Lines.print("%d times that, %d a second".formatted(times, times * rate), result);
      scene.product().check();
      System.out.printf(
          "  goodput %.0f %% of the sustained; server's memory %d MB, before %d MB%n",
          100 * result.goodput() / rate, recovery.memory(), before);
      recovery.await();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
