package dev.switchboard.bench;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.Outcome;
import dev.switchboard.bench.load.Load;
import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.machine.Noise;
import dev.switchboard.bench.machine.Pgbench;
import dev.switchboard.bench.machine.Processes;
import dev.switchboard.bench.profile.Profile;
import dev.switchboard.bench.report.Row;
import dev.switchboard.bench.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a load and pgbench in turns, so that what slows the machine down slows down both. */
final class Rounds {
  private static final int PGBENCH_CLIENTS = 32;

  private final Scene scene;
  private final Pgbench pgbench;
  private final Options options;
  private final Profile profile;
  private final List<String> faults = new ArrayList<>();

  Rounds(Scene scene, Pgbench pgbench, Options options, Profile profile) {
    this.scene = scene;
    this.pgbench = pgbench;
    this.options = options;
    this.profile = profile;
  }

  /** Processor time of one run, in seconds. */
  private record Cpu(double server, double database, double client) {
    Cpu since(Cpu before, double thousands) {
      return new Cpu(
          (server - before.server) / thousands,
          (database - before.database) / thousands,
          (client - before.client) / thousands);
    }
  }

  private record Fast(Outcome outcome, Cpu cpu) {}

  /** Empty where no round was asked for. */
  Optional<Row> of(Load load) {
    System.out.println(load.name());
    faults.clear();
    load.prepare();
    run(load, Arrivals.closed(), options.warmUp());
    var rounds = new ArrayList<Row.Round>();
    for (var i = 0; i < options.rounds(); i++) {
      var schedule = rounds.isEmpty() ? 0 : rounds.getFirst().openRate();
      rounds.add(round(load, i % 2 == 1, schedule));
      System.out.println(Table.line(rounds.getLast()));
    }
    if (options.profile()) {
      profile.of(load.name(), () -> run(load, Arrivals.closed(), options.time()));
    }
    var fault = faults.stream().findFirst();
    fault.ifPresent(words -> System.out.println("    FAULT " + words));
    return rounds.isEmpty()
        ? Optional.empty()
        : Optional.of(new Row(load.name(), load.target(), rounds, fault));
  }

  /**
   * @param pgbenchFirst every other time, so that neither always has what the other left behind
   * @param schedule a second; 0 for half of what this round reaches, at most half of the target
   */
  private Row.Round round(Load load, boolean pgbenchFirst, double schedule) {
    var noise = new Noise(ProcessHandle.current().pid());
    var marks = pgbenchFirst ? marks(load) : Map.<String, Double>of();
    var fast = fast(load);
    if (!pgbenchFirst) {
      marks = marks(load);
    }
    var perSecond = fast.outcome().perSecond() * load.events();
    var rate = schedule > 0 ? schedule : Math.max(1, Math.min(perSecond, load.target()) / 2);
    var paced = run(load, Arrivals.everySecond(rate / load.events()), options.time());
    var reading = noise.read();
    return new Row.Round(
        perSecond,
        marks,
        rate,
        paced.millis(50),
        paced.millis(99),
        paced.millis(100),
        fast.outcome().millis(50),
        fast.outcome().millis(99),
        fast.cpu().server(),
        fast.cpu().database(),
        fast.cpu().client(),
        fast.outcome().failed() + paced.failed(),
        reading.others(),
        reading.stolen());
  }

  private Fast fast(Load load) {
    var before = cpu();
    var outcome = load.run(Arrivals.closed(), options.time());
    var cpu = cpu().since(before, Math.max(1, outcome.ok()) * load.events() / 1_000.0);
    load.settle(outcome).ifPresent(faults::add);
    return new Fast(outcome, cpu);
  }

  private Outcome run(Load load, Arrivals arrivals, Duration time) {
    var outcome = load.run(arrivals, time);
    load.settle(outcome).ifPresent(faults::add);
    return outcome;
  }

  private Cpu cpu() {
    var database = scene.server().pid();
    return new Cpu(
        Processes.cpu(scene.product().pid()),
        database.isPresent() ? Processes.cpu(database.getAsLong()) : 0,
        Processes.own(ProcessHandle.current().pid()));
  }

  private Map<String, Double> marks(Load load) {
    var marks = new LinkedHashMap<String, Double>();
    for (var mark : load.marks()) {
      var script = load.prepared(script(mark.script()));
      marks.put(mark.name(), pgbench.run(script, PGBENCH_CLIENTS, options.time()));
    }
    return marks;
  }

  static String script(String name) {
    try (var stream = Rounds.class.getResourceAsStream("/pgbench/" + name + ".sql")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
