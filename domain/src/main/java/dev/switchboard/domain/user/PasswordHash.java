package dev.switchboard.domain.user;

/**
 * A hashed password as it is stored, with the tag of its scheme in front. Never printed and never
 * part of an answer.
 */
public record PasswordHash(String value) {
  @Override
  public String toString() {
    return "PasswordHash[hidden]";
  }
}
