package dev.switchboard.chaos.family;

import dev.switchboard.chaos.machine.Node;
import dev.switchboard.chaos.machine.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** SIGTERM under load, a second one on top of it, and one in the middle of a start. */
final class Terms implements Family {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
  private static final int UNAVAILABLE = 503;

  /** What a socket may be told; the server's choice among them says nothing about the frames. */
  private static final Set<Integer> COME_BACK = Set.of(1001, 1012);

  @Override
  public String name() {
    return "term";
  }

  @Override
  public String about() {
    return "SIGTERM under load, twice over, and while a node starts";
  }

  @Override
  public void run(Drill drill) throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      drill.calm(1_000, 3_000);
      stop(drill, false);
    }
    for (var i = 0; i < 2; i++) {
      drill.calm(1_000, 3_000);
      stop(drill, true);
    }
    whileStarting(drill);
  }

  static void stop(Drill drill, boolean twice) throws InterruptedException {
    var node = drill.anyNode();
    var before = codes(drill);
    var began = System.nanoTime();
    node.send(Signal.TERM);
    var seen = readiness(drill, node);
    if (twice) {
      node.send(Signal.TERM);
    }
    drill.expect(seen.before(), "readiness never said 503 while " + node.name() + " still served");
    drill.expect(
        node.ended(STOPS_WITHIN.minusNanos(System.nanoTime() - began)),
        node.name() + " does not stop within " + STOPS_WITHIN.toSeconds() + " s");
    var took = Duration.ofNanos(System.nanoTime() - began);
    if (node.process().isAlive()) {
      node.kill();
    }
    drill.expect(
        node.process().exitValue() == 0, "exit status " + node.process().exitValue() + ", not 0");
    var ends = codes(drill);
    before.forEach(ends::remove); // one for one: what is left is new
    drill.expect(COME_BACK.containsAll(ends), "sockets were closed with " + ends);
    drill.did(
        "SIGTERM %s%s: 503 after %d ms, ended after %s, sockets %s, back after %s"
            .formatted(
                twice ? "twice " : "",
                node.name(),
                seen.millis(),
                Drill.seconds(took),
                Set.copyOf(ends),
                Drill.seconds(node.start())));
  }

  private static List<Integer> codes(Drill drill) {
    return drill.load().listeners().stream()
        .flatMap(listener -> listener.codes().stream())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * @param before it said so, and went on with other requests
   */
  private record Seen(boolean before, long millis) {}

  private static Seen readiness(Drill drill, Node node) {
    var began = System.nanoTime();
    while (!node.ended(Duration.ofMillis(5))) {
      if (drill.readiness(node) == UNAVAILABLE) {
        var millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        return new Seen(drill.status(node, "/health/live") == 200, millis);
      }
    }
    return new Seen(false, 0);
  }

  private static void whileStarting(Drill drill) throws InterruptedException {
    var node = drill.anyNode();
    node.kill();
    var after = 500 + drill.random().nextInt(1_500);
    var start = CompletableFuture.supplyAsync(node::start);
    Thread.sleep(after);
    if (start.isDone()) {
      node.send(Signal.TERM);
      drill.expect(node.ended(STOPS_WITHIN), "does not stop right after its start");
      start = CompletableFuture.supplyAsync(node::start);
    } else {
      node.sendToStarting(Signal.TERM);
    }
    drill.did(
        "SIGTERM to %s %d ms into its start, back after %s"
            .formatted(node.name(), after, Drill.seconds(start.join())));
    drill.recovered(Duration.ofSeconds(30));
  }
}
