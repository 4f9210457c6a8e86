package dev.switchboard.domain.assignment;

/** What the rotation thought of a candidate; lower-case on the wire. */
public enum Verdict {
  CHOSEN,
  /** Could have had it; it was somebody else's turn. */
  ELIGIBLE,
  INACTIVE,
  ROUTING_PAUSED,
  AT_CAPACITY
}
