package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.Attempt.Incoming;
import dev.switchboard.chaos.history.Attempt.Reply;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.history.Sight.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A customer's messages by the platform's time; an agent's and a user's in the order in which they
 * were sent, where the sender knows it: what was never answered may have been done later.
 */
final class OrderKept implements Checker {
  @Override
  public String promise() {
    return "each conversation is in the order of its senders";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    Map<String, Long> times = new HashMap<>();
    history.attempts(Incoming.class).forEach(one -> times.put(one.mid(), one.at()));
    Map<String, Long> orders = new HashMap<>();
    history.attempts(Reply.class).stream()
        .filter(reply -> reply.outcome() == Outcome.OK)
        .forEach(reply -> orders.put(reply.text(), reply.order()));
    history.attempts(Attempt.Direct.class).stream()
        .filter(direct -> direct.outcome() == Outcome.OK)
        .forEach(direct -> orders.put(direct.text(), direct.order()));

    var last = new HashMap<String, Long>();
    for (var message : history.sights(Message.class)) {
      if (message.fromCustomer()) {
        follows(
            last,
            "customer of chat " + message.chat(),
            times.get(message.mid()),
            message.mid(),
            found);
      } else if (message.fromAgent()) {
        follows(
            last,
            "agent of chat " + message.chat(),
            orders.get(message.text()),
            message.text(),
            found);
      }
    }
    for (var message : history.sights(Sight.Direct.class)) {
      follows(
          last,
          message.sender() + " to " + message.recipient(),
          orders.get(message.text()),
          message.text(),
          found);
    }
    return found;
  }

  private static void follows(
      Map<String, Long> last, String who, Long order, String what, List<String> found) {
    if (order == null) {
      return;
    }
    var before = last.put(who, order);
    if (before != null && before >= order) {
      found.add("out of order, " + who + ": " + what);
    }
  }
}
