package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Agent;
import dev.switchboard.chaos.history.Sight.Chat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Agents who are eligible all the time differ by one chat at most. */
final class FairTurns implements Checker {
  @Override
  public String promise() {
    return "chats are spread evenly over the agents";
  }

  @Override
  public List<String> violations(History history) {
    var found = new ArrayList<String>();
    var counts =
        history.sights(Chat.class).stream()
            .map(Chat::assignee)
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(agent -> agent, Collectors.counting()));
    history.sights(Agent.class).stream()
        .collect(Collectors.groupingBy(Agent::company))
        .forEach(
            (company, agents) -> {
              var each = agents.stream().map(agent -> counts.getOrDefault(agent.id(), 0L)).toList();
              var spread =
                  each.stream().max(Long::compare).orElse(0L)
                      - each.stream().min(Long::compare).orElse(0L);
              if (spread > 1) {
                found.add("company " + company + ": " + each);
              }
            });
    return found;
  }
}
