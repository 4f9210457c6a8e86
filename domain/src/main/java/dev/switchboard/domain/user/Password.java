package dev.switchboard.domain.user;

import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.Rejection.Invalid;

/**
 * What somebody typed as their password, in NFC and otherwise as it is: not stripped, not folded,
 * not cut. Never printed. What {@link #unusable} says is left as it came: it is nobody's.
 */
public record Password(String value) {
  /** Far above what people use; keeps the cost of hashing bounded. */
  public static final int MAX_LENGTH = 256;

  public Password {
    if (mayBecomeShortEnough(value) && NormalText.streamSafe(value)) {
      value = NormalText.nfc("password", value);
    }
  }

  private static boolean mayBecomeShortEnough(String text) {
    return text.length() <= 4 * MAX_LENGTH;
  }

  /** No password like it was ever accepted, so that nothing need be computed to refuse it. */
  public boolean unusable() {
    return tooLong() || !NormalText.streamSafe(value);
  }

  private boolean tooLong() {
    return value.codePointCount(0, value.length()) > MAX_LENGTH;
  }

  /**
   * For a new password.
   *
   * @param minLength in characters, as the installation demands
   * @throws dev.switchboard.domain.Rejected too short or too long; nothing else is demanded
   */
  public Password atLeast(int minLength) {
    return atLeast("password", minLength);
  }

  /**
   * As above, where the request calls it otherwise.
   *
   * @param field the JSON name
   */
  public Password atLeast(String field, int minLength) {
    if (value.codePointCount(0, value.length()) < minLength) {
      throw invalid(field, "too_short", " has at least " + minLength + " characters");
    }
    if (tooLong()) {
      throw invalid(field, "too_long", " has at most " + MAX_LENGTH + " characters");
    }
    NormalText.nfc(field, value);
    return this;
  }

  private static RuntimeException invalid(String field, String code, String detail) {
    return Invalid.field(field, code, field + detail).asException();
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
