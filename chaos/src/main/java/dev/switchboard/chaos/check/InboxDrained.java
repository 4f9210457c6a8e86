package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt.Stray;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight.Open;
import dev.switchboard.chaos.history.Sight.Parked;
import java.util.ArrayList;
import java.util.List;

/** No work is left over, and what nobody could take in is kept, and nothing else. */
final class InboxDrained implements Checker {
  @Override
  public String promise() {
    return "every webhook is worked off or parked, no work is left";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    history.sights(Open.class).stream()
        .filter(open -> open.count() > 0)
        .forEach(open -> found.add(open.count() + " " + open.what()));
    var parked = history.sights(Parked.class).stream().map(Parked::element).toList();
    var strays = history.attempts(Stray.class);
    strays.stream()
        .filter(stray -> stray.outcome() == Outcome.OK)
        .filter(stray -> parked.stream().noneMatch(element -> element.contains(quoted(stray))))
        .forEach(stray -> found.add("not parked: " + stray.mid()));
    parked.stream()
        .filter(element -> strays.stream().noneMatch(stray -> element.contains(quoted(stray))))
        .forEach(element -> found.add("parked, but good: " + element));
    return found;
  }

  private static String quoted(Stray stray) {
    return "\"" + stray.mid() + "\"";
  }
}
