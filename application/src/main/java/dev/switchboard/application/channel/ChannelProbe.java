package dev.switchboard.application.channel;

import dev.switchboard.domain.channel.ChannelAccount;
import java.util.Optional;
import java.util.Set;

/**
 * What the platform itself says of an account. Never called within a unit of work; answers within
 * some seconds, and answers instead of throwing. Thread-safe.
 */
public interface ChannelProbe {
  /** What came back. */
  sealed interface Answer {
    /**
     * The token works.
     *
     * @param subscribed the fields whose webhooks come to us; empty where the platform does not
     *     tell
     * @param complete whether everything we can use is among them
     */
    record Works(Optional<Set<String>> subscribed, boolean complete) implements Answer {}

    /** The token is dead (code 190). */
    record TokenRefused() implements Answer {}

    /** Could not be asked, or refused for another reason, which is said. */
    record Unclear(String why) implements Answer {}
  }

  Answer ask(ChannelAccount account, String token);

  /** Asks the platform to send us the account's webhooks. */
  Answer subscribe(ChannelAccount account, String token);
}
