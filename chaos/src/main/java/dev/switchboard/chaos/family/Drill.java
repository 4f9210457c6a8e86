package dev.switchboard.chaos.family;

import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.load.Api;
import dev.switchboard.chaos.load.Load;
import dev.switchboard.chaos.load.Stage;
import dev.switchboard.chaos.machine.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What a family of faults works with: a stage under load, and chance that can be repeated. */
public final class Drill {
  private final Stage stage;
  private final Load load;
  private final Random random;
  private final int patience;
  private final Consumer<String> out;
  private final List<String> faults = new ArrayList<>();
  private final long began = System.nanoTime();

  public Drill(Stage stage, Load load, Random random, int patience, Consumer<String> out) {
    this.stage = stage;
    this.load = load;
    this.random = random;
    this.patience = patience;
    this.out = out;
  }

  public Stage stage() {
    return stage;
  }

  public Load load() {
    return load;
  }

  public Random random() {
    return random;
  }

  public List<String> faults() {
    return List.copyOf(faults);
  }

  Node anyNode() {
    return stage.nodes().get(random.nextInt(stage.nodes().size()));
  }

  /** Lets the load go on for that long, or somewhat longer. */
  void calm(int fromMillis, int toMillis) throws InterruptedException {
    Thread.sleep(fromMillis + random.nextInt(toMillis - fromMillis + 1));
  }

  /** A line for a fault that was made. */
  void did(String what) {
    var line = "  %6.1f s  %s".formatted((System.nanoTime() - began) / 1e9, what);
    faults.add(line.strip());
    out.accept(line);
  }

  /** A promise of the fault itself that did not hold. */
  void broken(String what) {
    did("VIOLATION: " + what);
    stage.history().add(new Sight.Broken(what));
  }

  /** Fails the drill if it is not so. */
  void expect(boolean holds, String otherwise) {
    if (!holds) {
      broken(otherwise);
    }
  }

  long acknowledged() {
    return stage.history().count(Attempt.class, Outcome.OK);
  }

  /** What its agents were told is done. */
  long acknowledgedOf(long company) {
    return stage.history().attempts(Attempt.Reply.class).stream()
            .filter(reply -> reply.company() == company && reply.outcome() == Outcome.OK)
            .count()
        + stage.history().attempts(Attempt.Direct.class).stream()
            .filter(direct -> direct.company() == company && direct.outcome() == Outcome.OK)
            .count();
  }

  /** Status of readiness now; 0 where nobody answers. */
  int readiness(Node node) {
    return status(node, "/health/ready");
  }

  int status(Node node, String path) {
    try {
      return stage.probe().get(node.base(), path, Api.As.NOBODY).status();
    } catch (IOException _) {
      return 0;
    }
  }

  /** How long until something new was acknowledged; fails the drill if it takes longer. */
  Duration recovered(Duration usual) throws InterruptedException {
    var start = System.nanoTime();
    var within = usual.multipliedBy(patience);
    var before = acknowledged();
    while (acknowledged() < before + 5) {
      if (System.nanoTime() - start > within.toNanos()) {
        broken("nothing is acknowledged " + within.toSeconds() + " s after the fault is over");
        break;
      }
      Thread.sleep(20);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
