package dev.switchboard.application.stream;

/** Why the server closes a connection. */
public enum CloseCode {
  /** The server restarts; connect again and resume. */
  RESTART(1012, "restart"),
  /** The storage does not answer; connect again later. */
  TRY_LATER(1013, "try again later"),
  /** No proof of a session, or it has ended. */
  UNAUTHENTICATED(4401, "not authenticated"),
  /** Another site's page, or a disabled user. */
  FORBIDDEN(4403, "forbidden"),
  /** Too slow to take what is sent, or silent; connect again and resume, nothing is lost. */
  TOO_SLOW(4408, "too slow, resume"),
  /** Too many frames or connections. */
  TOO_MANY(4429, "too many");

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
