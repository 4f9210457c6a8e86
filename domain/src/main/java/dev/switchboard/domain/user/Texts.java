package dev.switchboard.domain.user;

import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.Rejection.Invalid;
import java.util.Optional;

/** What every text about a person must keep to, so that it can stand in a mail header or a log. */
final class Texts {
  private Texts() {}

  /** Stripped and in NFC; empty counts as absent. */
  static Optional<String> line(String field, Optional<String> text, int maxLength) {
    return checked(field, text, maxLength, Texts::breaksLine);
  }

  /** As {@link #line}, but may have several lines. */
  static Optional<String> lines(String field, Optional<String> text, int maxLength) {
    return checked(field, text, maxLength, character -> unprintable(character, "\n\r\t"));
  }

  static boolean breaksLine(int character) {
    return unprintable(character, "");
  }

  private static boolean unprintable(int character, String allowed) {
    var type = Character.getType(character);
    return allowed.indexOf(character) < 0
        && (Character.isISOControl(character)
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR
            || type == Character.SURROGATE); // half a character: no storage can hold it
  }

  private static Optional<String> checked(
      String field,
      Optional<String> text,
      int maxLength,
      java.util.function.IntPredicate forbidden) {
    var normal =
        text.map(value -> normal(field, value, maxLength)).filter(value -> !value.isEmpty());
    normal.ifPresent(
        value -> {
          if (value.codePoints().anyMatch(forbidden)) {
            throw Invalid.field(field, "control_character", field + " has a control character")
                .asException();
          }
          if (value.codePointCount(0, value.length()) > maxLength) {
            throw Invalid.field(
                    field, "too_long", field + " has at most " + maxLength + " characters")
                .asException();
          }
        });
    return normal;
  }

  static String normal(String field, String text, int maxLength) {
    return NormalText.nfc(field, text.strip(), maxLength);
  }
}
