package dev.switchboard.domain.user;

/** Identifies one login of one user. */
public record SessionId(long value) implements Comparable<SessionId> {
  @Override
  public int compareTo(SessionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
