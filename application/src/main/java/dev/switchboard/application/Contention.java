package dev.switchboard.application;

/** A unit of work lost a race (deadlock, serialisation) and was rolled back; run it again. */
public final class Contention extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Contention(Throwable cause) {
    super(cause);
  }
}
