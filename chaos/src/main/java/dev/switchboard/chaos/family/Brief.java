package dev.switchboard.chaos.family;

import dev.switchboard.chaos.machine.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;

/** A little of each family on one stage, for every change of the product. */
final class Brief implements Family {
  private static final int KILLS = 6;

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
  public void run(Drill drill) throws InterruptedException {
    var faults = new ArrayList<Fault>();
    faults.addAll(Collections.nCopies(KILLS, Kills::one));
    faults.add(d -> Terms.stop(d, false));
    faults.add(Databases::terminateBackends);
    faults.add(d -> Databases.crash(d, Signal.QUIT, Duration.ZERO));
    faults.add(Graphs::some);
    Collections.shuffle(faults, drill.random());
    for (var fault : faults) {
      drill.calm(300, 1_500);
      fault.make(drill);
    }
  }
}
