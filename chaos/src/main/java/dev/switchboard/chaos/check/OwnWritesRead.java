package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Unread;
import java.util.List;

/** Read-your-writes of every client, whichever node answers. */
final class OwnWritesRead implements Checker {
  @Override
  public String promise() {
    return "who wrote reads it at once, on any node";
  }

  @Override
  public List<String> violations(History history) {
    return history.sights(Unread.class).stream()
        .map(miss -> miss.write() + " not in " + miss.read())
        .toList();
  }
}
