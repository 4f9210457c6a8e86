package dev.switchboard.chaos.history;

/** Something that was asked of the product. Texts are unlike any other in a run. */
public sealed interface Attempt {
  Outcome outcome();

  /**
   * A customer's message.
   *
   * @param company whose account was written to
   * @param at the platform's time in milliseconds, growing for each person
   */
  record Incoming(
      long company,
      String account,
      String person,
      String mid,
      String text,
      long at,
      Outcome outcome)
      implements Attempt {}

  /**
   * An agent's answer.
   *
   * @param clientId empty where an {@code Idempotency-Key} was given in its place
   * @param order grows with each thing that this agent did
   */
  record Reply(
      long company,
      long agent,
      long chat,
      String clientId,
      String text,
      long order,
      Outcome outcome)
      implements Attempt {}

  /** A message between users; the fields as those of {@link Reply}. */
  record Direct(
      long company,
      long sender,
      long recipient,
      String clientId,
      String text,
      long order,
      Outcome outcome)
      implements Attempt {}

  /** An agent has seen a chat up to a message of the customer. */
  record Marked(long chat, long message, long order, Outcome outcome) implements Attempt {}

  /** An event for an account that nobody has: to be parked. */
  record Stray(String mid, Outcome outcome) implements Attempt {}
}
