package dev.switchboard.application;

/**
 * A unit of work lost a race (deadlock, serialisation), or waited too long for what another one
 * holds, and was rolled back; run it again.
 */
public final class Contention extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean waited;

  public Contention(Throwable cause) {
    this(cause, false);
  }

  /**
   * @param waited in vain, for what somebody else holds and may hold on to
   */
  public Contention(Throwable cause, boolean waited) {
    super(cause);
    this.waited = waited;
  }

  /** Whether it waited in vain: then it may well do so again. */
  public boolean waited() {
    return waited;
  }
}
