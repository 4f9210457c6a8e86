package dev.switchboard.domain.channel;

import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Unstorable;

/** What people call a connected account; may be empty. */
public record ChannelName(String value) {
  private static final int MAX = 200;

  public static final ChannelName EMPTY = new ChannelName("");

  public ChannelName {
    value = value.strip();
    if (value.length() > MAX
        || value.chars().anyMatch(Character::isISOControl)
        || Unstorable.in(value)) {
      throw Invalid.field(
              "page_name", "name.malformed", "A name has at most 200 characters, on one line")
          .asException();
    }
  }
}
