package dev.switchboard.bootstrap.settings;

import java.time.Duration;

/**
 * What accounts must keep to.
 *
 * @param sessions at most so many at once for one user
 * @param bcryptCost each step doubles the time that a login takes, and an attacker's guess
 * @param blocklist whether a password that is easily guessed is refused
 * @param invitationLife how long an invitation can be accepted
 */
public record AccountLimits(
    int sessions, int bcryptCost, boolean blocklist, Duration invitationLife) {
  private enum Switch {
    ON,
    OFF
  }

  static AccountLimits read(Reader reader) {
    return new AccountLimits(
        reader.integer("MAX_SESSIONS_PER_USER", 50, 1, 10_000),
        reader.integer("BCRYPT_COST", 12, 10, 15),
        reader.choice("PASSWORD_BLOCKLIST", Switch.class, Switch.ON) == Switch.ON,
        Duration.ofDays(reader.integer("INVITATION_EXPIRATION_DAYS", 7, 1, 90)));
  }
}
