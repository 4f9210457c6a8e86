package dev.switchboard.domain;

/** Characters that no storage can hold: NUL, and half a character. */
public final class Unstorable {
  private Unstorable() {}

  public static boolean in(String text) {
    return text.codePoints().anyMatch(Unstorable::is);
  }

  public static boolean is(int character) {
    return character == 0 || Character.getType(character) == Character.SURROGATE;
  }
}
