package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Chat;
import java.util.List;
import java.util.stream.Collectors;

/** One conversation for each person and account. */
final class OneChat implements Checker {
  @Override
  public String promise() {
    return "one chat for each customer and account";
  }

  @Override
  public List<String> violations(History history) {
    return history.sights(Chat.class).stream()
        .collect(
            Collectors.groupingBy(
                chat -> chat.company() + " " + chat.account() + " " + chat.person(),
                Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > 1)
        .map(entry -> entry.getValue() + " chats: " + entry.getKey())
        .toList();
  }
}
