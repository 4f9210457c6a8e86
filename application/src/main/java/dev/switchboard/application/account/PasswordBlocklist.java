package dev.switchboard.application.account;

/** Passwords that so many people have that they are tried first. Thread-safe. */
@FunctionalInterface
public interface PasswordBlocklist {
  /**
   * @param folded in lower case and compatibility form
   */
  boolean lists(String folded);
}
