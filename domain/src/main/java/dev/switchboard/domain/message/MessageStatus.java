package dev.switchboard.domain.message;

/**
 * How far a message got; lower-case on the wire. Receipts only move it forward: {@link #advance}
 * never turns READ into SENT.
 */
public enum MessageStatus {
  /** From the customer, or a note: nothing that is sent, and it never moves. */
  RECEIVED,
  /** Stored, waiting for its turn. */
  QUEUED,
  /** A call is under way. */
  SENDING,
  /** The call may or may not have reached the platform; an echo or a look-up will tell. */
  AMBIGUOUS,
  SENT,
  DELIVERED,
  READ,
  /** Will not go out unless somebody retries. */
  FAILED;

  /** The status after a receipt or an echo says {@code reported}. */
  public MessageStatus advance(MessageStatus reported) {
    return this == RECEIVED || rank(reported) <= rank(this) ? this : reported;
  }

  private static int rank(MessageStatus status) {
    return switch (status) {
      case RECEIVED, QUEUED -> 0;
      case SENDING, FAILED, AMBIGUOUS -> 1;
      case SENT -> 2;
      case DELIVERED -> 3;
      case READ -> 4;
    };
  }
}
