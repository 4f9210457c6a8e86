package dev.switchboard.chaos.family;

import dev.switchboard.chaos.machine.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A little of each family on one stage, for every change of the product. */
final class Brief implements Family {
  private static final int KILLS = 6;

  /** On a machine that is busy each start takes its time; what does not fit in is left out. */
  private static final Duration BUDGET = Duration.ofSeconds(150);

  private interface Fault {
    void make(Drill drill) throws InterruptedException;
  }

  @Override
  public String name() {
    return "short";
  }

  @Override
  public String about() {
    return "six kills, a SIGTERM, a dead and a restarted PostgreSQL, a Graph API in trouble";
  }

  @Override
  public int slowness() {
    return 3;
  }

  @Override
  public void run(Drill drill) throws InterruptedException {
    var others =
        new ArrayList<Fault>(
            List.of(
                Graphs::some,
                Databases::terminateBackends,
                d -> Databases.crash(d, Signal.QUIT, Duration.ZERO),
                d -> Terms.stop(d, false)));
    Collections.shuffle(others, drill.random());
    var faults = new ArrayList<Fault>();
    for (var kill = 0; kill < KILLS; kill++) {
      others.stream().skip(kill).findFirst().ifPresent(faults::add);
      faults.add(Kills::one);
    }
    var end = System.nanoTime() + BUDGET.toNanos();
    var made = 0;
    for (var fault : faults) {
      if (System.nanoTime() > end) {
        drill.did("left out for want of time: " + (faults.size() - made) + " faults");
        return;
      }
      made++;
      drill.calm(300, 1_500);
      fault.make(drill);
    }
  }
}
