package dev.switchboard.mail;

/** A template cannot be read or does not work; the message says which and why, for an operator. */
public final class BrokenTemplate extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenTemplate(String message, Throwable cause) {
    super(message, cause);
  }
}
