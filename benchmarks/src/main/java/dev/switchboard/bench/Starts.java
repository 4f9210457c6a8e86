package dev.switchboard.bench;

import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import dev.switchboard.bench.report.Report.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the command to the first 200, the script's own work included. */
final class Starts {
  private static final double SECONDS_TO_REACH = 1.5;

  private final Options options;
  private final Path folder;

  Starts(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  List<Figure> of(Server server) {
    var there = Scene.settings(server);
    var embedded = Scene.settings();
    return List.of(
        Figure.plain("first start, makes the tables", seconds("there", there), "s"),
        again("start to first 200, database there", "there", there),
        Figure.plain("first start with the embedded database", seconds("embedded", embedded), "s"),
        again("start to first 200, embedded database", "embedded", embedded));
  }

  private Figure again(String name, String data, Map<String, String> settings) {
    var rounds = new ArrayList<Double>();
    for (var i = 0; i < Math.max(1, options.rounds()); i++) {
      rounds.add(seconds(data, settings));
    }
    return Figure.atMost(name, rounds, "s", data.equals("there") ? SECONDS_TO_REACH : Double.NaN);
  }

  private double seconds(String data, Map<String, String> settings) {
    var start = System.nanoTime();
    try (var product = Product.start(options.home(), folder.resolve(data), settings)) {
      Ready.await(product.base());
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
