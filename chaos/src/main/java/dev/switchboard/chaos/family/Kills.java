package dev.switchboard.chaos.family;

import dev.switchboard.chaos.machine.Node;
import dev.switchboard.chaos.machine.Signal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@code kill -9} at any moment, also of both nodes at once and of one that is just starting. */
final class Kills implements Family {
  private final int times;

  Kills(int times) {
    this.times = times;
  }

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public String about() {
    return times + " random kill -9 of one node, of both, and while one starts";
  }

  @Override
  public void run(Drill drill) throws InterruptedException {
    for (var done = 0; done < times; done++) {
      drill.calm(300, 3_000);
      switch (drill.random().nextInt(6)) {
        case 0 -> {
          both(drill);
          done++;
        }
        case 1 -> {
          whileStarting(drill);
          done++;
        }
        default -> one(drill);
      }
    }
  }

  static void one(Drill drill) throws InterruptedException {
    var node = drill.anyNode();
    node.kill();
    drill.calm(0, 1_000);
    drill.did("kill -9 " + node.name() + ", back after " + Drill.seconds(node.start()));
    drill.recovered(Duration.ofSeconds(30));
  }

  private static void both(Drill drill) throws InterruptedException {
    drill.stage().nodes().parallelStream().forEach(Node::kill);
    drill.calm(0, 1_000);
    drill.stage().nodes().forEach(Node::start);
    var again = drill.recovered(Duration.ofSeconds(30));
    drill.did("kill -9 both nodes, work goes on " + Drill.seconds(again) + " after their start");
  }

  /** Twice the same: at work, and somewhere in the middle of coming back. */
  private static void whileStarting(Drill drill) throws InterruptedException {
    var node = drill.anyNode();
    node.kill();
    var after = 200 + drill.random().nextInt(1_500);
    var start = CompletableFuture.supplyAsync(node::start);
    Thread.sleep(after);
    if (!start.isDone()) {
      node.sendToStarting(Signal.KILL);
    } else {
      node.kill();
      start = CompletableFuture.supplyAsync(node::start);
    }
    var took = start.join();
    drill.did(
        "kill -9 "
            + node.name()
            + " and again "
            + after
            + " ms into its start, back after "
            + Drill.seconds(took));
  }
}
