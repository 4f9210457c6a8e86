package dev.switchboard.bootstrap.operator;

/** What an operator asked for and cannot have; the message is one line for them. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
