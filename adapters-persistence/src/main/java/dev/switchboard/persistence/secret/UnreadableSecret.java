package dev.switchboard.persistence.secret;

/** A stored secret does not open: it was changed, moved, or its key is not configured. */
public final class UnreadableSecret extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableSecret(String message) {
    super(message);
  }

  UnreadableSecret(String message, Throwable cause) {
    super(message, cause);
  }
}
