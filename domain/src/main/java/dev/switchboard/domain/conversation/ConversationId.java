package dev.switchboard.domain.conversation;

/** Identifies a conversation; the API calls it a chat. */
public record ConversationId(long value) implements Comparable<ConversationId> {
  @Override
  public int compareTo(ConversationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
