package dev.switchboard.persistence.embedded;

/**
 * A server could not start for something that may be gone the next time: who took its port between
 * our look and its own, or what is left of the server before it.
 */
final class InTheWay extends RuntimeException {
  private static final long serialVersionUID = 1;

  InTheWay(String what) {
    super(what, null, false, false);
  }
}
