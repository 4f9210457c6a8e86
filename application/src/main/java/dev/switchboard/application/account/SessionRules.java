package dev.switchboard.application.account;

import java.time.Duration;
import java.util.Optional;

/**
 * How long sessions live, and how many there are.
 *
 * @param lifetime from the login, however often the tokens are renewed
 * @param most at once for one user; one more ends the oldest
 * @param idle a session that is not used for so long ends; empty where none ends by that
 */
public record SessionRules(Duration lifetime, int most, Optional<Duration> idle) {
  public static final SessionRules USUAL =
      new SessionRules(Duration.ofDays(7), 50, Optional.empty());
}
