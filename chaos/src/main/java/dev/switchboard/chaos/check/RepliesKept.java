package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt.Reply;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Message;
import java.util.ArrayList;
import java.util.List;

/** set-full over what agents answered; our own echo is no message of somebody else. */
final class RepliesKept implements Checker {
  @Override
  public String promise() {
    return "every acknowledged answer is there, once";
  }

  @Override
  public List<String> violations(History history) {
    var stored = history.sights(Message.class);
    var found =
        new ArrayList<>(
            Once.violations(
                history.attempts(Reply.class).stream()
                    .map(r -> new Once.Asked(r.text(), r.clientId(), r.company(), r.outcome()))
                    .toList(),
                stored.stream()
                    .filter(Message::fromAgent)
                    .map(m -> new Once.There(m.text(), m.clientId(), m.company()))
                    .toList()));
    stored.stream()
        .filter(message -> !message.fromAgent() && !message.fromCustomer())
        .forEach(message -> found.add("taken for another's: " + message.text()));
    return found;
  }
}
