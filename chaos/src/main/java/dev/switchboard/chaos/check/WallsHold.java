package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Leak;
import java.util.List;

/** Everything that clients of a company receive is searched for the marks of the others. */
final class WallsHold implements Checker {
  @Override
  public String promise() {
    return "no company receives a byte of another";
  }

  @Override
  public List<String> violations(History history) {
    return history.sights(Leak.class).stream()
        .map(leak -> "company " + leak.company() + " got " + leak.what() + " in " + leak.where())
        .toList();
  }
}
