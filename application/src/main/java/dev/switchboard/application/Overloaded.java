package dev.switchboard.application;

/** More work is waiting than can be done in time. Trying later may work. */
public final class Overloaded extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Overloaded(String message) {
    super(message);
  }
}
