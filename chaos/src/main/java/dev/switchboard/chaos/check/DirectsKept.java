package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight;
import java.util.List;

/** set-full over messages between users. */
final class DirectsKept implements Checker {
  @Override
  public String promise() {
    return "every acknowledged direct message is there, once";
  }

  @Override
  public List<String> violations(History history) {
    return Once.violations(
        history.attempts(Attempt.Direct.class).stream()
            .map(d -> new Once.Asked(d.text(), d.clientId(), d.company(), d.outcome()))
            .toList(),
        history.sights(Sight.Direct.class).stream()
            .map(d -> new Once.There(d.text(), d.clientId(), d.company()))
            .toList());
  }
}
