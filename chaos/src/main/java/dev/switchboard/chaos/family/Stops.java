package dev.switchboard.chaos.family;

import dev.switchboard.chaos.load.Company;
import dev.switchboard.chaos.machine.Signal;
import dev.switchboard.chaos.read.Leases;
import dev.switchboard.meta.sandbox.Behaviour;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * SIGSTOP of one of two nodes, with calls under way: its leases end, the other takes over, and what
 * it writes when it wakes up is refused.
 */
final class Stops implements Family {
  /** Whoever sleeps may hold locks; that long others may have to wait for them. */
  private static final Duration HELD_UP = Duration.ofSeconds(35);

  /** How long a client waits for an answer: what it asked the sleeper is over then. */
  private static final Duration ANSWER = Duration.ofSeconds(11);

  /** What a company's agents get done in the rest of the time at least, also on a busy machine. */
  private static final int AT_WORK = 20;

  private static final Duration FOR = Duration.ofSeconds(75);

  @Override
  public String name() {
    return "stop";
  }

  @Override
  public String about() {
    return "SIGSTOP of one of two nodes for " + FOR.toSeconds() + " s, longer than a lease";
  }

  @Override
  public void run(Drill drill) throws InterruptedException {
    for (var i = 0; i < 2; i++) {
      drill.calm(2_000, 4_000);
      stop(drill);
    }
  }

  private static void stop(Drill drill) throws InterruptedException {
    var stage = drill.stage();
    var slow = Behaviour.WELL.after(Duration.ofMillis(700));
    Graphs.all(stage, slow);
    Thread.sleep(1_500); // now calls are under way at both
    var node = drill.anyNode();
    stage.deliverTo(stage.other(node));
    node.send(Signal.STOP);
    var before = drill.acknowledged();
    Graphs.all(stage, Behaviour.WELL);
    var leases = new Leases(stage.postgres());
    Thread.sleep(2_000); // the other one's own calls end
    var held = leases.held();
    Thread.sleep(HELD_UP.minusSeconds(2));
    stage.leaveOut(node); // until now half of all calls waited for it in vain
    Thread.sleep(ANSWER.toMillis());
    var early =
        stage.companies().stream()
            .collect(Collectors.toMap(Company::id, company -> drill.acknowledgedOf(company.id())));
    Thread.sleep(FOR.minus(HELD_UP).minus(ANSWER));
    var meanwhile = drill.acknowledged() - before;
    stage
        .companies()
        .forEach(
            company ->
                drill.expect(
                    drill.acknowledgedOf(company.id()) > early.get(company.id()) + AT_WORK,
                    "company " + company.id() + " was held up while " + node.name() + " slept"));
    var stuck = leases.heldOf(held);
    drill.expect(meanwhile > 0, "the other node did nothing while " + node.name() + " slept");
    drill.expect(stuck.isEmpty(), "lanes of " + node.name() + " were not taken over: " + stuck);
    node.send(Signal.CONT);
    stage.leaveOutNobody();
    drill.did(
        "SIGSTOP %s for %d s: %d acknowledged by the other, %d lanes taken over"
            .formatted(node.name(), FOR.toSeconds(), meanwhile, held.size()));
    drill.recovered(Duration.ofSeconds(30));
  }
}
