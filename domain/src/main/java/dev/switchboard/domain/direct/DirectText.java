package dev.switchboard.domain.direct;

import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Unstorable;

/** What one user writes to another, exactly as written; may be empty. Never logged. */
public record DirectText(String value) {
  public static final int MAX_LENGTH = 20_000;
  private static final int PREVIEW_LENGTH = 100;

  public DirectText {
    if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
      throw invalid("too_long", "content has at most 20000 characters");
    }
    if (value.codePoints().anyMatch(Unstorable::is)) {
      throw invalid("control_character", "content has a character that cannot be stored");
    }
  }

  private static RuntimeException invalid(String code, String detail) {
    return Invalid.field("content", code, detail).asException();
  }

  /** The first 100 characters. */
  public String preview() {
    return value.codePointCount(0, value.length()) <= PREVIEW_LENGTH
        ? value
        : value.substring(0, value.offsetByCodePoints(0, PREVIEW_LENGTH));
  }

  @Override
  public String toString() {
    return "a text of " + value.length();
  }
}
