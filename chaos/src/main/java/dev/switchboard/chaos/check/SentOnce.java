package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt.Reply;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Message;
import dev.switchboard.chaos.history.Sight.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The customer got each answer once: never twice, and not at all only where we say so. */
final class SentOnce implements Checker {
  private static final Set<String> ARRIVED = Set.of("sent", "delivered", "read");
  private static final Set<String> ENDED = Set.of("failed", "ambiguous");

  @Override
  public String promise() {
    return "each answer reached its customer once";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    var sent =
        new HashMap<>(
            history.sights(Sent.class).stream().collect(Collectors.groupingBy(Sent::text)));
    var attempted =
        history.attempts(Reply.class).stream().map(Reply::text).collect(Collectors.toSet());
    for (var message : history.sights(Message.class)) {
      if (!message.fromAgent()) {
        continue;
      }
      var calls = sent.getOrDefault(message.text(), List.of());
      sent.remove(message.text());
      if (calls.size() > 1) {
        found.add("sent " + calls.size() + " times: " + message.text());
      }
      var arrived = ARRIVED.contains(message.status());
      if (arrived && calls.isEmpty()) {
        found.add(message.status() + ", but never sent: " + message.text());
      }
      if (!arrived && !ENDED.contains(message.status())) {
        found.add("still " + message.status() + ": " + message.text());
      }
      if (message.status().equals("failed") && !calls.isEmpty()) {
        found.add("failed, but sent: " + message.text());
      }
      if (arrived && !calls.isEmpty() && !calls.getFirst().mid().equals(message.mid())) {
        found.add("known under another id: " + message.text());
      }
    }
    sent.forEach(
        (text, _) ->
            found.add((attempted.contains(text) ? "sent, but gone: " : "nobody's: ") + text));
    return found;
  }
}
