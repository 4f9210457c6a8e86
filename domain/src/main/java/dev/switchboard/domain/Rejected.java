package dev.switchboard.domain;

/** The one exception the domain throws on purpose; it carries data, not a message to parse. */
public final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Rejection reason;

  Rejected(Rejection reason) {
    super(reason.code(), null, false, false); // an expected outcome: no stack trace to fill
    this.reason = reason;
  }

  public Rejection reason() {
    return reason;
  }
}
