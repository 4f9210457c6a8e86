package dev.switchboard.application.outbound;

import dev.switchboard.domain.channel.ChannelAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The platforms, as far as we call them. Never called within a unit of work; answers within some
 * seconds, and answers instead of throwing. Thread-safe.
 */
public interface ChannelGateway {
  /**
   * @param recipient the customer's id within the account
   */
  record Target(ChannelAccount account, String token, String recipient) {
    @Override
    public String toString() {
      return account.key() + " to " + recipient; // never the token
    }
  }

  /**
   * @param humanAgent goes out with the HUMAN_AGENT tag instead of as a plain response
   * @param tag comes back in the echo, where the platform has such a thing
   * @param leaveBy not to be made after that moment, for somebody else may make it then: whoever
   *     was frozen meanwhile learns of it only here
   */
  record Call(SendPart part, boolean humanAgent, String tag, Instant leaveBy) {}

  /** What became of a send. */
  sealed interface Sent {
    /**
     * @param mid the platform's id of it
     */
    record Accepted(String mid) implements Sent {}

    record Refused(SendFailure failure) implements Sent {}
  }

  /** What the platform's own record of the conversation says. */
  sealed interface Found {
    /**
     * @param mids everything that may be it, oldest first, also what other messages are known by;
     *     none means that it is certainly not there
     */
    record Candidates(List<String> mids) implements Found {
      public Candidates {
        mids = List.copyOf(mids);
      }
    }

    /** Could not be asked, or not well enough to know. */
    record Unclear(SendFailure failure) implements Found {}
  }

  /** Who a customer is. */
  sealed interface Profile {
    record Known(Optional<String> name, Optional<String> pictureUrl) implements Profile {}

    record Refused(SendFailure failure) implements Profile {}
  }

  Sent send(Target target, Call call);

  /**
   * Was this sent since that moment of our clock, which may be hours ahead of the platform's or
   * behind it?
   */
  Found lookUp(Target target, SendPart part, Instant since);

  Profile profile(Target target);

  /** No call leaves for anybody now, for the platform has not been answering. */
  boolean unreachable();
}
