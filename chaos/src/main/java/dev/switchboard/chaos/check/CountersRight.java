package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt.Marked;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight.Chat;
import dev.switchboard.chaos.history.Sight.Counter;
import dev.switchboard.chaos.history.Sight.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A counter says what counting says. For a chat: the customer's messages after the last that was
 * seen; where it is not known whether a mark was made, either answer will do.
 */
final class CountersRight implements Checker {
  @Override
  public String promise() {
    return "unread counters equal what is unread";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    history.sights(Counter.class).stream()
        .filter(counter -> counter.told() != counter.counted())
        .forEach(
            counter ->
                found.add(
                    "%s: %d told, %d counted"
                        .formatted(counter.what(), counter.told(), counter.counted())));
    var messages =
        history.sights(Message.class).stream()
            .filter(Message::fromCustomer)
            .collect(Collectors.groupingBy(Message::chat));
    var marks =
        history.attempts(Marked.class).stream().collect(Collectors.groupingBy(Marked::chat));
    for (var chat : history.sights(Chat.class)) {
      var allowed =
          allowed(
              messages.getOrDefault(chat.id(), List.of()).stream().map(Message::id).toList(),
              marks.getOrDefault(chat.id(), List.of()));
      if (!allowed.contains(chat.unread())) {
        found.add("chat %d: %d told, %s counted".formatted(chat.id(), chat.unread(), allowed));
      }
    }
    return found;
  }

  private static Set<Integer> allowed(List<Long> messages, List<Marked> marks) {
    var seen = 0;
    var allowed = new TreeSet<Integer>();
    for (var mark : marks) {
      var upTo = messages.indexOf(mark.message()) + 1;
      if (mark.outcome() == Outcome.OK) {
        seen = Math.max(seen, upTo);
      } else if (mark.outcome() == Outcome.UNKNOWN) {
        allowed.add(messages.size() - Math.max(seen, upTo));
      }
    }
    var known = messages.size() - seen;
    allowed.removeIf(count -> count > known);
    allowed.add(known);
    return allowed;
  }
}
