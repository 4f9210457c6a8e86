package dev.switchboard.chaos.load;

import dev.switchboard.chaos.history.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A client that repeats what it does not know the end of, always under the same id. */
final class Writes {
  private static final Duration GIVES_UP = Duration.ofMinutes(2);

  /**
   * @param clientId what the product is told as such; empty where a key was given instead
   * @param id what the product calls it; 0 where it did not say
   */
  record Written(String clientId, Outcome outcome, long id) {}

  private final Stage stage;
  private final Random random;

  Writes(Stage stage, Random random) {
    this.stage = stage;
    this.random = random;
  }

  /**
   * @param id unlike any other of this user
   */
  Written create(Company.User user, String path, Map<String, ?> body, String id)
      throws InterruptedException {
    var byKey = random.nextInt(3) == 0;
    var all = new HashMap<String, Object>(body);
    if (!byKey) {
      all.put("client_msg_id", id);
    }
    var headers = byKey ? new String[] {"Idempotency-Key", id} : new String[0];
    var answer = repeat("POST", user, path, all, headers);
    var clientId = byKey ? "" : id;
    return new Written(
        clientId,
        answer.outcome(),
        answer.outcome() == Outcome.OK ? answer.answer().json().path("id").asLong() : 0);
  }

  Outcome change(String method, Company.User user, String path, Map<String, ?> body)
      throws InterruptedException {
    return repeat(method, user, path, body).outcome();
  }

  private record Ended(Outcome outcome, Api.Answer answer) {}

  private Ended repeat(
      String method, Company.User user, String path, Map<String, ?> body, String... headers)
      throws InterruptedException {
    var end = System.nanoTime() + GIVES_UP.toNanos();
    while (System.nanoTime() < end) {
      try {
        var answer = stage.api().call(method, stage.any(random), path, user.as(), body, headers);
        if (!answer.undecided()) {
          return new Ended(answer.ok() ? Outcome.OK : Outcome.FAIL, answer);
        }
      } catch (IOException _) {
        // gone while it was under way: it may have been done
      }
      Pace.pause(50 + random.nextInt(300));
    }
    return new Ended(Outcome.UNKNOWN, null);
  }
}
