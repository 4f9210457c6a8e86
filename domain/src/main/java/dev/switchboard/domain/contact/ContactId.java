package dev.switchboard.domain.contact;

/** Identifies a customer as one channel account knows them. */
public record ContactId(long value) implements Comparable<ContactId> {
  @Override
  public int compareTo(ContactId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
