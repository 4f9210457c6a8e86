package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** set-full over things that are known by their words. */
final class Once {
  /**
   * @param clientId empty for none
   */
  record Asked(String text, String clientId, long company, Outcome outcome) {}

  record There(String text, String clientId, long company) {}

  private Once() {}

  static List<String> violations(List<Asked> asked, List<There> stored) {
    var found = new ArrayList<String>();
    Map<String, List<There>> byText = new HashMap<>();
    stored.forEach(one -> byText.computeIfAbsent(one.text(), _ -> new ArrayList<>()).add(one));
    for (var one : asked) {
      var there = byText.getOrDefault(one.text(), List.of());
      byText.remove(one.text());
      if (there.isEmpty() && one.outcome() == Outcome.OK) {
        found.add("lost: " + one.text());
      } else if (!there.isEmpty() && one.outcome() == Outcome.FAIL) {
        found.add("refused, but there: " + one.text());
      } else if (there.size() > 1) {
        found.add("there " + there.size() + " times: " + one.text());
      }
      there.stream()
          .filter(is -> is.company() != one.company() || !is.clientId().equals(one.clientId()))
          .forEach(_ -> found.add("under another name or company: " + one.text()));
    }
    byText.keySet().forEach(text -> found.add("never sent, but there: " + text));
    return found;
  }
}
