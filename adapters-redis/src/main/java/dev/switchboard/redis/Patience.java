package dev.switchboard.redis;

import java.time.Duration;

/**
 * How long is waited for Redis.
 *
 * @param answer by somebody whose request hangs on it
 * @param connect for a connection to be made and greeted
 * @param pause between two looks at whether it still answers; also how late a Redis that is back is
 *     found
 * @param silence after which a connection that answers nothing is given up for another
 */
public record Patience(Duration answer, Duration connect, Duration pause, Duration silence) {
  public static final Patience DEFAULT =
      new Patience(
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofSeconds(5));
}
