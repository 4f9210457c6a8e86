package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt.Incoming;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight.Chat;
import dev.switchboard.chaos.history.Sight.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** set-full over what customers wrote: by mid, in the right chat of the right company. */
final class MessagesKept implements Checker {
  @Override
  public String promise() {
    return "every acknowledged webhook message is there, once, where it belongs";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    var chats =
        history.sights(Chat.class).stream()
            .collect(Collectors.toMap(Chat::id, Function.identity(), (a, _) -> a));
    var stored =
        history.sights(Message.class).stream()
            .filter(Message::fromCustomer)
            .collect(Collectors.groupingBy(Message::mid));
    var asked = history.attempts(Incoming.class);
    for (var one : asked) {
      var there = stored.remove(one.mid());
      if (there == null) {
        if (one.outcome() == Outcome.OK) {
          found.add("lost: " + one.mid() + " of " + one.person());
        }
        continue;
      }
      if (there.size() > 1) {
        found.add("there " + there.size() + " times: " + one.mid());
      }
      var at = there.getFirst();
      var chat = chats.get(at.chat());
      if (chat == null
          || at.company() != one.company()
          || !chat.account().equals(one.account())
          || !chat.person().equals(one.person())) {
        found.add("in the wrong chat: " + one.mid() + " of " + one.person() + " in " + chat);
      }
      if (!at.text().equals(one.text())) {
        found.add("other words: " + one.mid());
      }
    }
    stored.keySet().forEach(mid -> found.add("never sent, but there: " + mid));
    return found;
  }
}
