package dev.switchboard.domain.outbound;

/** Where a piece of outgoing work stands ({@code reliability.md} C1). */
public enum TaskState {
  PENDING,
  /** Claimed under a lease; found so after a crash it is AMBIGUOUS, for the call may have left. */
  LEASED,
  /** Nobody knows whether it was done; blocks its lane until an echo or a look-up tells. */
  AMBIGUOUS,
  DONE,
  /** Refused for good, with a reason. */
  FAILED,
  /** Tried as often as we try; a person may send it again. */
  DEAD,
  /** Still unknown after every means to find out; a person decides. */
  NEEDS_REVIEW;

  /** Whether it still holds its lane. */
  public boolean open() {
    return this == PENDING || this == LEASED || this == AMBIGUOUS;
  }
}
