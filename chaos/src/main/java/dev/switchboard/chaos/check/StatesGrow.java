package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Message;
import dev.switchboard.chaos.history.Sight.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was sent, delivered, read is never less again, neither in frames nor in the end. */
final class StatesGrow implements Checker {
  private static final Map<String, Integer> RANK = Map.of("sent", 1, "delivered", 2, "read", 3);

  @Override
  public String promise() {
    return "no message's state goes back";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    for (var stream : history.sights(Stream.class)) {
      Map<Long, Integer> reached = new HashMap<>();
      for (var frame : stream.frames()) {
        if (!frame.status().isEmpty() && frame.message() != 0) {
          step(reached, frame.message(), frame.status(), "user " + stream.user(), found);
        }
      }
      history.sights(Message.class).stream()
          .filter(message -> message.company() == stream.company())
          .forEach(message -> step(reached, message.id(), message.status(), "in the end", found));
    }
    return found;
  }

  private static void step(
      Map<Long, Integer> reached, long message, String status, String where, List<String> found) {
    int rank = RANK.getOrDefault(status, 0);
    int before = reached.getOrDefault(message, 0);
    if (rank < before) {
      found.add("message %d back to %s (%s)".formatted(message, status, where));
    }
    reached.put(message, Math.max(rank, before));
  }
}
