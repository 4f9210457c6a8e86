package dev.switchboard.domain.user;

import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.Rejection.Invalid;
import java.util.regex.Pattern;

/**
 * The name to log in with, unique over the installation regardless of case. It is never taken for
 * an e-mail address or a phone number: no {@code @}, and at least one letter.
 */
public record Username(String value) {
  public static final int MAX_LENGTH = 64;
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}\\p{N}._+-]+");
  private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._-]");

  public Username {
    value = Texts.normal("username", value, MAX_LENGTH);
    if (value.isEmpty()) {
      throw invalid("blank", "username must not be empty");
    }
    if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
      throw invalid("too_long", "username has at most " + MAX_LENGTH + " characters");
    }
    if (!ALLOWED.matcher(value).matches() || value.codePoints().noneMatch(Character::isLetter)) {
      throw invalid(
          "characters", "username consists of letters, digits, and . _ - +, with one letter");
    }
  }

  /** For somebody who did not choose one. */
  public static Username from(EmailAddress email) {
    return suggested(email.localPart());
  }

  /** Out of any text; what cannot stand in a username is left out. */
  public static Username suggested(String text) {
    var kept = REFUSED.matcher(NormalText.nfc("username", text.strip())).replaceAll("");
    var shortened =
        kept.codePoints()
            .limit(MAX_LENGTH / 2) // room for what makes it unique
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return shortened.codePoints().anyMatch(Character::isLetter)
        ? new Username(shortened)
        : new Username("user" + shortened);
  }

  /** Another one, for when this is taken. */
  public Username numbered(long number) {
    return new Username(value + "-" + number);
  }

  /** Equal for names that people would confuse: case and compatibility forms fold together. */
  public String folded() {
    return fold(value);
  }

  static String fold(String text) {
    return NormalText.folded(text.strip());
  }

  private static RuntimeException invalid(String code, String detail) {
    return Invalid.field("username", code, detail).asException();
  }

  @Override
  public String toString() {
    return value;
  }
}
