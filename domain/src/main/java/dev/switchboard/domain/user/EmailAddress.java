package dev.switchboard.domain.user;

import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.Rejection.Invalid;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address that can be put into a header as it is: no control characters, no quotes, no
 * lists. Unique over the installation regardless of case. Whether mail arrives there is not known.
 */
public record EmailAddress(String value) {
  private static final int MAX_LENGTH = 254; // RFC 5321 §4.5.3.1.3 less the angle brackets
  private static final Pattern FORM =
      Pattern.compile(
          "[^\\s\\p{C}@,;:<>()\\[\\]\"\\\\]{1,64}"
              + "@[\\p{L}\\p{M}\\p{N}]([\\p{L}\\p{M}\\p{N}.-]*[\\p{L}\\p{M}\\p{N}])?");

  public EmailAddress {
    value = Texts.normal("email", value, MAX_LENGTH);
    if (value.length() > MAX_LENGTH) {
      throw invalid("too_long", "email has at most " + MAX_LENGTH + " characters");
    }
    if (!FORM.matcher(value).matches() || value.contains("..")) {
      throw invalid("form", "email must be an e-mail address");
    }
  }

  public String localPart() {
    return value.substring(0, value.lastIndexOf('@'));
  }

  /** The form in which addresses are compared. */
  public String folded() {
    return fold(value);
  }

  static String fold(String text) {
    return NormalText.nfc("email", text.strip()).toLowerCase(Locale.ROOT);
  }

  private static RuntimeException invalid(String code, String detail) {
    return Invalid.field("email", code, detail).asException();
  }

  @Override
  public String toString() {
    return value;
  }
}
