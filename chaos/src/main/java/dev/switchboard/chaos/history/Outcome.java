package dev.switchboard.chaos.history;

/** What the one who asked knows of an operation. */
public enum Outcome {
  /** It was acknowledged: it has to be there. */
  OK,
  /** It was refused: it must not be there. */
  FAIL,
  /** Nobody answered, or only with "try again": it may be there, once. */
  UNKNOWN
}
