package dev.switchboard.chaos.family;

import java.time.Duration;

/** PostgreSQL dies for good, and a standby that every commit waited for is promoted. */
final class Failovers implements Family {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public String about() {
    return "PostgreSQL dies, a synchronous standby is promoted in its place";
  }

  @Override
  public void run(Drill drill) throws InterruptedException {
    var postgres = drill.stage().postgres();
    if (!postgres.ours()) {
      drill.did("left out: this PostgreSQL is not ours to kill");
      return;
    }
    drill.calm(1_000, 3_000);
    postgres.follow();
    drill.did("a standby follows, commits wait for it");
    drill.calm(3_000, 6_000);
    postgres.failOver();
    drill.did(
        "the first killed, the standby promoted, work goes on after "
            + Drill.seconds(drill.recovered(BACK_WITHIN)));
    drill.calm(3_000, 5_000);
  }
}
