package dev.switchboard.application.stream;

/** The server's end of one connection, as the hub uses it. No method blocks or throws. */
public interface Socket {
  /**
   * Starts to send. The next call comes after {@code sent} has run, which may be from within this
   * one. Where sending fails, {@code sent} never runs and the connection ends.
   */
  void send(String frame, Runnable sent);

  /** A protocol-level ping, which keeps proxies from closing a quiet connection. */
  void ping();

  /** Grows with whatever comes from the client, an answer to a ping too. Costs next to nothing. */
  long received();

  /** Says goodbye behind whatever is being sent. */
  void close(int code, String reason);
}
