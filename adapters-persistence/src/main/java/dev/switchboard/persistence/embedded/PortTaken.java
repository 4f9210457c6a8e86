package dev.switchboard.persistence.embedded;

/** Between looking for a free port and listening on it, somebody else took it. */
final class PortTaken extends RuntimeException {
  private static final long serialVersionUID = 1;

  PortTaken(int port) {
    super("another program has taken its port " + port, null, false, false);
  }
}
