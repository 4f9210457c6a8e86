package dev.switchboard.application;

/** The storage cannot be reached, is full, or does not answer in time. Trying later may work. */
public final class StorageUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StorageUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
