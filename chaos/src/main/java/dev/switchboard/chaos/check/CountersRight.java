package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt.Marked;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight.Chat;
import dev.switchboard.chaos.history.Sight.Counter;
import dev.switchboard.chaos.history.Sight.Frame;
import dev.switchboard.chaos.history.Sight.Message;
import dev.switchboard.chaos.history.Sight.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A counter says what counting says. For a chat: the customer's messages after the last that was
 * seen; where it is not known whether a mark was made, either answer will do. What was sent before
 * that one and arrived later may count as well: whoever looked then has not seen it.
 */
final class CountersRight implements Checker {
  @Override
  public String promise() {
    return "counters equal what is counted";
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
    var arrivals = arrivals(history);
    for (var chat : history.sights(Chat.class)) {
      var allowed =
          allowed(
              messages.getOrDefault(chat.id(), List.of()).stream().map(Message::id).toList(),
              marks.getOrDefault(chat.id(), List.of()),
              arrivals);
      if (!allowed.contains(chat.unread())) {
        found.add("chat %d: %d told, %s counted".formatted(chat.id(), chat.unread(), allowed));
      }
    }
    return found;
  }

  /** The number of the frame that told of each message: streams are in the order of commits. */
  private static Map<Long, Long> arrivals(History history) {
    return history.sights(Stream.class).stream()
        .filter(Stream::everything)
        .flatMap(stream -> stream.frames().stream())
        .filter(frame -> frame.type().equals("new_message"))
        .collect(Collectors.toMap(Frame::message, Frame::seq, Math::min));
  }

  private static Set<Integer> allowed(
      List<Long> messages, List<Marked> marks, Map<Long, Long> arrivals) {
    var seen = 0;
    for (var mark : marks) {
      if (mark.outcome() == Outcome.OK) {
        seen = Math.max(seen, messages.indexOf(mark.message()) + 1);
      }
    }
    var allowed = new TreeSet<Integer>();
    add(seen, messages, arrivals, allowed);
    for (var mark : marks) {
      var upTo = messages.indexOf(mark.message()) + 1;
      if (mark.outcome() == Outcome.UNKNOWN && upTo > seen) {
        add(upTo, messages, arrivals, allowed);
      }
    }
    return allowed;
  }

  /** What is unread where the first {@code seen} are read. */
  private static void add(
      int seen, List<Long> messages, Map<Long, Long> arrivals, Set<Integer> allowed) {
    var unread = messages.size() - seen;
    var last = seen == 0 ? Long.MAX_VALUE : arrival(messages.get(seen - 1), arrivals);
    var late =
        messages.subList(0, seen).stream()
            .filter(message -> arrival(message, arrivals) > last)
            .count();
    for (var count = unread; count <= unread + late; count++) {
      allowed.add(count);
    }
  }

  private static long arrival(long message, Map<Long, Long> arrivals) {
    return arrivals.getOrDefault(message, 0L);
  }
}
