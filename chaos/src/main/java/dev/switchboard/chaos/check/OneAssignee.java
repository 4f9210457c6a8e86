package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Chat;
import dev.switchboard.chaos.history.Sight.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Agents are there all the time and nobody moves chats by hand: so each is given away once. */
final class OneAssignee implements Checker {
  @Override
  public String promise() {
    return "each chat was given to one agent, once, and is still theirs";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    var decisions =
        history.sights(Decision.class).stream().collect(Collectors.groupingBy(Decision::chat));
    for (var chat : history.sights(Chat.class)) {
      var made = decisions.getOrDefault(chat.id(), List.of());
      if (chat.assignee().isEmpty()) {
        found.add("chat " + chat.id() + " is nobody's");
      } else if (made.size() != 1) {
        found.add("chat " + chat.id() + " was decided " + made.size() + " times");
      } else if (!made.getFirst().chosen().equals(chat.assignee())) {
        found.add("chat " + chat.id() + " is not with whom it was given to");
      }
    }
    return found;
  }
}
