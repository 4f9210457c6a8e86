package dev.switchboard.application.account;

import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.user.Password;
import java.util.Optional;

/**
 * Which new passwords are good enough, decided here for everybody who sets one. Length is demanded,
 * and that nobody would guess it among the first; no kinds of characters are, and no renewal.
 * Existing passwords stay valid. Thread-safe.
 */
public final class PasswordPolicy {
  private final int minLength;
  private final Optional<PasswordBlocklist> blocklist;

  /**
   * @param minLength in characters
   * @param blocklist empty where the operator does not want guessable passwords refused
   */
  public PasswordPolicy(int minLength, Optional<PasswordBlocklist> blocklist) {
    this.minLength = minLength;
    this.blocklist = blocklist;
  }

  /**
   * @param field the JSON name under which a refusal is told
   * @throws dev.switchboard.domain.Rejected {@code too_short}, {@code too_long} or {@code
   *     password_blocklisted}
   */
  public Password accepted(String field, Password password, PasswordContext context) {
    requireLength(field, password);
    if (blocklist.isPresent() && guessable(blocklist.get(), password, context)) {
      throw Invalid.field(
              field,
              "password_blocklisted",
              "This password is among the first that would be tried; choose another one")
          .asException();
    }
    return password;
  }

  /** For an operator, who answers for it: the length alone. */
  public Password longEnough(String field, Password password) {
    requireLength(field, password);
    return password;
  }

  private void requireLength(String field, Password password) {
    password.atLeast(field, minLength);
  }

  /**
   * Words that everybody knows do not count: what is left of the password without them must be as
   * long as a password has to be.
   */
  private boolean guessable(PasswordBlocklist list, Password password, PasswordContext context) {
    var folded = PasswordContext.fold(password.value());
    var left = context.without(folded);
    return list.lists(folded)
        || (!left.equals(folded) && left.codePointCount(0, left.length()) < minLength);
  }
}
