package dev.switchboard.domain.message;

/** Identifies a message of a conversation. */
public record MessageId(long value) implements Comparable<MessageId> {
  @Override
  public int compareTo(MessageId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
