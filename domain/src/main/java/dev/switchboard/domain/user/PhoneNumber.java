package dev.switchboard.domain.user;

import dev.switchboard.domain.Rejection.Invalid;
import java.util.regex.Pattern;

/**
 * A phone number as people write it; compared by its digits and a leading {@code +} alone. Unique
 * over the installation.
 */
public record PhoneNumber(String value) {
  private static final Pattern FORM = Pattern.compile("\\+?[0-9 ()./-]{3,30}");
  private static final Pattern NOT_SIGNIFICANT = Pattern.compile("[^0-9+]");
  private static final int MAX_LENGTH = 31;
  private static final int MIN_DIGITS = 3;
  private static final int MAX_DIGITS = 15; // E.164

  public PhoneNumber {
    value = Texts.normal("phone_number", value, MAX_LENGTH);
    var digits = value.chars().filter(Character::isDigit).count();
    if (!FORM.matcher(value).matches() || digits < MIN_DIGITS || digits > MAX_DIGITS) {
      throw Invalid.field(
              "phone_number", "form", "phone_number has 3 to 15 digits, and + first if at all")
          .asException();
    }
  }

  /** The form in which numbers are compared. */
  public String folded() {
    return fold(value);
  }

  static String fold(String text) {
    return NOT_SIGNIFICANT.matcher(text).replaceAll("");
  }

  @Override
  public String toString() {
    return value;
  }
}
