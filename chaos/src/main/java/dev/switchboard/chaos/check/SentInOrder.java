package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt.Reply;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Customers get the answers in the order in which the agent gave them. */
final class SentInOrder implements Checker {
  @Override
  public String promise() {
    return "answers reach a customer in the order they were given";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    Map<String, Reply> replies = new HashMap<>();
    history.attempts(Reply.class).stream()
        .filter(reply -> reply.outcome() == Outcome.OK)
        .forEach(reply -> replies.put(reply.text(), reply));
    Map<Long, Long> last = new HashMap<>();
    for (var sent : history.sights(Sent.class)) {
      var reply = replies.get(sent.text());
      if (reply == null) {
        continue;
      }
      var before = last.merge(reply.chat(), reply.order(), Math::max);
      if (before > reply.order()) {
        found.add("too late: " + sent.text());
      }
    }
    return found;
  }
}
