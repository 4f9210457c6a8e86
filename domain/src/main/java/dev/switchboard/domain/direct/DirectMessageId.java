package dev.switchboard.domain.direct;

/** Identifies a message between two users. */
public record DirectMessageId(long value) implements Comparable<DirectMessageId> {
  @Override
  public int compareTo(DirectMessageId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
