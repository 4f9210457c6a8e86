package dev.switchboard.domain.conversation;

/** How urgent somebody said it is; lower-case on the wire. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT
}
