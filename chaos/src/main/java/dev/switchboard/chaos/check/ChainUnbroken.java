package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Anew;
import dev.switchboard.chaos.history.Sight.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code prev} of each frame is the {@code seq} of the one before, over all reconnects; but for the
 * first after a reset that was due.
 */
final class ChainUnbroken implements Checker {
  @Override
  public String promise() {
    return "the seq/prev chain of every socket is unbroken";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    for (var stream : history.sights(Stream.class)) {
      stream.breaks().forEach(text -> found.add("user " + stream.user() + ": " + text));
      var anew =
          stream.anew().stream().collect(Collectors.toMap(Anew::frame, Anew::from, Math::max));
      var last = stream.from();
      for (int i = 0; i < stream.frames().size(); i++) {
        var frame = stream.frames().get(i);
        last = anew.getOrDefault(i, last);
        if (frame.prev() != last || frame.seq() <= last) {
          found.add(
              "user %d: after %d came %d -> %d"
                  .formatted(stream.user(), last, frame.prev(), frame.seq()));
        }
        last = frame.seq();
      }
    }
    return found;
  }
}
