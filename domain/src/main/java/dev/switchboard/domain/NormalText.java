package dev.switchboard.domain;

import dev.switchboard.domain.Rejection.Invalid;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Unicode normal forms at a bounded cost. Normalising sorts every run of combining marks, which
 * takes the square of its length: somebody's few kilobytes would hold a processor for seconds. No
 * language has runs as long as {@value #MAX_MARKS} (UAX #15 calls a text without longer ones
 * stream-safe), so a longer one is never normalised. Nothing else in the product normalises.
 */
public final class NormalText {
  public static final int MAX_MARKS = 30;

  private static final int UNITS_PER_CHARACTER = 4; // a letter and three marks become one

  private NormalText() {}

  /**
   * In NFC.
   *
   * @param maxLength in characters; refused here is only what is far above, before any work is done
   * @throws Rejected {@code too_long} or {@code combining_marks}
   */
  public static String nfc(String field, String text, int maxLength) {
    if (text.length() > UNITS_PER_CHARACTER * (long) maxLength) {
      throw Invalid.field(field, "too_long", field + " has at most " + maxLength + " characters")
          .asException();
    }
    return nfc(field, text);
  }

  /** As above, of a text whose length is bounded already. */
  public static String nfc(String field, String text) {
    if (!streamSafe(text)) {
      throw Invalid.field(
              field,
              "combining_marks",
              field + " has more than " + MAX_MARKS + " combining marks in a row")
          .asException();
    }
    return Normalizer.normalize(text, Form.NFC);
  }

  /** In the form in which names are compared: case and compatibility forms fold together. */
  public static String folded(String text) {
    return form(text, Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Without accents and other marks. */
  public static String withoutMarks(String text) {
    return form(text, Form.NFKD).replaceAll("\\p{M}", "");
  }

  /** What is not stream-safe equals nothing that was ever stored, so it may stay as it is. */
  private static String form(String text, Form form) {
    return streamSafe(text) ? Normalizer.normalize(text, form) : text;
  }

  /** Whether it can be normalised at all. */
  public static boolean streamSafe(String text) {
    var run = 0;
    for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      run = combines(text.codePointAt(i)) ? run + 1 : 0;
      if (run > MAX_MARKS) {
        return false;
      }
    }
    return true;
  }

  private static boolean combines(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      // half-width voiced sound marks: letters that NFKC makes marks of
      default -> character == 0xFF9E || character == 0xFF9F;
    };
  }
}
