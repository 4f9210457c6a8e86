package dev.switchboard.application.ingest;

import dev.switchboard.domain.channel.ChannelKey;
import java.util.Optional;

/**
 * A conversation as a platform names it.
 *
 * @param customer absent: all of the account's
 */
public record Chat(ChannelKey account, Optional<String> customer) {
  Chat all() {
    return new Chat(account, Optional.empty());
  }
}
