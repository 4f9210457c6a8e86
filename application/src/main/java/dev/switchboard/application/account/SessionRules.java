package dev.switchboard.application.account;

import java.time.Duration;

/**
 * How long sessions live, and how many there are.
 *
 * @param lifetime from the login, however often the tokens are renewed
 * @param most at once for one user; one more ends the oldest
 */
public record SessionRules(Duration lifetime, int most) {
  public static final SessionRules USUAL = new SessionRules(Duration.ofDays(7), 50);
}
