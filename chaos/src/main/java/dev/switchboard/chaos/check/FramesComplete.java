package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.history.Sight.Frame;
import dev.switchboard.chaos.history.Sight.Message;
import dev.switchboard.chaos.history.Sight.Stream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sockets are open before anything is written: so each message has its frame, one, at everybody who
 * sees it, or was there when they loaded anew. A chain alone does not prove that, for the server
 * says what the chain is.
 */
final class FramesComplete implements Checker {
  @Override
  public String promise() {
    return "each message has one frame at everybody who sees it, over all reconnects";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    for (var stream : history.sights(Stream.class)) {
      if (stream.everything()) {
        var stored =
            history.sights(Message.class).stream()
                .filter(message -> message.company() == stream.company())
                .map(Message::id)
                .toList();
        compare(stream, "new_message", stored, found);
      }
      var direct =
          history.sights(Sight.Direct.class).stream()
              .filter(m -> m.sender() == stream.user() || m.recipient() == stream.user())
              .map(Sight.Direct::id)
              .toList();
      compare(stream, "direct_message", direct, found);
    }
    return found;
  }

  private static void compare(
      Stream stream, String type, Collection<Long> stored, List<String> found) {
    var who = "user " + stream.user() + ", " + type + ": ";
    Set<Long> seen = new HashSet<>();
    for (var frame : stream.frames()) {
      if (frame.type().equals(type) && !seen.add(frame.message())) {
        found.add(who + "twice " + frame.message());
      }
    }
    stored.stream()
        .filter(id -> !seen.contains(id))
        .filter(id -> stream.anew().stream().noneMatch(anew -> anew.loaded().contains(id)))
        .forEach(id -> found.add(who + "missed " + id));
    var known = new HashSet<>(stored);
    var withdrawn =
        stream.frames().stream()
            .filter(frame -> frame.type().equals("message_updated"))
            .map(Frame::message)
            .collect(Collectors.toSet());
    seen.stream()
        .filter(id -> !known.contains(id) && !withdrawn.contains(id))
        .forEach(id -> found.add(who + "of a message that is not there: " + id));
  }
}
