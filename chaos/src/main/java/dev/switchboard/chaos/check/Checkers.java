package dev.switchboard.chaos.check;

import java.util.List;

/** All of them. */
public final class Checkers {
  private Checkers() {}

  /** Also for those who wait until it holds: frames take a moment. */
  public static Checker framesComplete() {
    return new FramesComplete();
  }

  public static List<Checker> all() {
    return List.of(
        new MessagesKept(),
        new RepliesKept(),
        new DirectsKept(),
        new OrderKept(),
        new ChainUnbroken(),
        framesComplete(),
        new StatesGrow(),
        new OneChat(),
        new OneAssignee(),
        new FairTurns(),
        new CountersRight(),
        new SentOnce(),
        new SentInOrder(),
        new OwnWritesRead(),
        new InboxDrained(),
        new WallsHold(),
        new RefusalsHonest(),
        new DrillsPassed());
  }
}
