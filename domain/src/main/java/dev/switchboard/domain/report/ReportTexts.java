package dev.switchboard.domain.report;

import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.Rejection.Invalid;

/** The rules for every text of a report; lengths are counted in Unicode characters. */
final class ReportTexts {
  private ReportTexts() {}

  /** One line, stripped, in NFC. */
  static String line(String field, String text, int maxLength) {
    return checked(field, text.strip(), maxLength, "");
  }

  /** Any number of lines, as typed but in NFC. */
  static String lines(String field, String text, int maxLength) {
    return checked(field, text, maxLength, "\n\r\t");
  }

  private static String checked(String field, String text, int maxLength, String allowed) {
    var normal = NormalText.nfc(field, text, maxLength);
    if (normal.isBlank()) {
      throw Invalid.field(field, "missing", field + " must not be empty").asException();
    }
    if (normal.codePointCount(0, normal.length()) > maxLength) {
      throw Invalid.field(field, "too_long", field + " has at most " + maxLength + " characters")
          .asException();
    }
    if (normal.codePoints().anyMatch(character -> unstorable(character, allowed))) {
      throw Invalid.field(field, "control_character", field + " has a control character")
          .asException();
    }
    return normal;
  }

  /** Also half a character: no storage can hold it. */
  private static boolean unstorable(int character, String allowed) {
    return allowed.indexOf(character) < 0
        && (Character.isISOControl(character)
            || Character.getType(character) == Character.SURROGATE);
  }
}
