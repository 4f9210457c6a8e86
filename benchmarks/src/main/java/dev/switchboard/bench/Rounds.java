package dev.switchboard.bench;

import dev.switchboard.bench.load.Load;
import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.machine.Noise;
import dev.switchboard.bench.machine.Pgbench;
import dev.switchboard.bench.machine.Processes;
import dev.switchboard.bench.profile.Profile;
import dev.switchboard.bench.report.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/** Runs a load and pgbench in turns, so that what slows the machine down slows down both. */
final class Rounds {
  private static final int PGBENCH_CLIENTS = 32;

  private final Scene scene;
  private final Pgbench pgbench;
  private final Options options;
  private final Profile profile;

  Rounds(Scene scene, Pgbench pgbench, Options options, String name) {
    this.scene = scene;
    this.pgbench = pgbench;
    this.options = options;
    this.profile = new Profile(scene.product(), scene.server(), options.results(), name);
  }

  /** Empty where no round was asked for. */
  Optional<Row> of(Load load) {
    System.out.println("  " + load.name());
    load.run(options.warmUp());
    var rounds = new ArrayList<Row.Round>();
    var fault = Optional.<String>empty();
    for (var i = 0; i < options.rounds(); i++) {
      var round = round(load);
      fault = fault.or(() -> round.fault());
      rounds.add(round.figures());
    }
    if (options.profile()) {
      profile.of(load.name(), () -> load.run(options.time()));
    }
    return rounds.isEmpty()
        ? Optional.empty()
        : Optional.of(new Row(load.name(), load.target(), rounds, fault));
  }

  private record Round(Row.Round figures, Optional<String> fault) {}

  private Round round(Load load) {
    var database = scene.server().pid();
    var noise = new Noise(ProcessHandle.current().pid());
    var server = Processes.cpu(scene.product().pid());
    var base = database.isPresent() ? Processes.cpu(database.getAsLong()) : 0;
    var outcome = load.run(options.time());
    var thousands = outcome.ok() * load.events() / 1_000.0;
    var serverCpu = (Processes.cpu(scene.product().pid()) - server) / thousands;
    var databaseCpu =
        database.isPresent() ? (Processes.cpu(database.getAsLong()) - base) / thousands : 0;
    var reading = noise.read();
    var fault = load.settle(outcome);
    var mark = pgbench.run(load.prepared(script(load.script())), PGBENCH_CLIENTS, options.time());
    return new Round(
        new Row.Round(
            outcome.perSecond() * load.events(),
            outcome.millis(50),
            outcome.millis(99),
            mark,
            serverCpu,
            databaseCpu,
            outcome.answered() - outcome.ok() + outcome.unanswered(),
            reading.others(),
            reading.stolen()),
        fault);
  }

  static String script(String name) {
    try (var stream = Rounds.class.getResourceAsStream("/pgbench/" + name + ".sql")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
