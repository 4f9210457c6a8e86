package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Refusal;
import java.util.List;

/** Of the server's own faults only "try again, then" is an answer. */
final class RefusalsHonest implements Checker {
  private static final int SERVER_FAULT = 500;
  private static final int UNAVAILABLE = 503;
  private static final int TOO_MANY = 429;

  @Override
  public String promise() {
    return "every 5xx is a 503, and 503 and 429 say when to come back";
  }

  @Override
  public List<String> violations(History history) {
    return history.sights(Refusal.class).stream()
        .filter(RefusalsHonest::bad)
        .map(refusal -> refusal.call() + ": " + refusal.status() + " " + refusal.body())
        .toList();
  }

  private static boolean bad(Refusal refusal) {
    var wait = refusal.status() == UNAVAILABLE || refusal.status() == TOO_MANY;
    return wait ? !refusal.retryAfter() : refusal.status() >= SERVER_FAULT;
  }
}
