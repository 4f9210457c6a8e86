package dev.switchboard.domain.channel;

/** Identifies a connected page, account or number of a company. */
public record ChannelAccountId(long value) implements Comparable<ChannelAccountId> {
  @Override
  public int compareTo(ChannelAccountId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
