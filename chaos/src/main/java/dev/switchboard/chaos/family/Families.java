package dev.switchboard.chaos.family;

import java.util.List;

/** All of them, in the order in which they are run. */
public final class Families {
  private Families() {}

  /**
   * @param kills how many the first family makes
   */
  public static List<Family> all(int kills) {
    return List.of(
        new Kills(kills),
        new Terms(),
        new Stops(),
        new Databases(),
        new Failovers(),
        new Graphs(),
        new Redises());
  }

  /** A little of each, for every change of the product. */
  public static Family brief() {
    return new Brief();
  }
}
