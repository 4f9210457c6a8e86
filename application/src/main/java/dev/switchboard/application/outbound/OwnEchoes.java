package dev.switchboard.application.outbound;

import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.inbound.InboundContent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Tells our own answers among the echoes. */
public interface OwnEchoes {
  /**
   * @param conversation held locked by the running unit of work
   */
  record Heard(
      ChannelAccount account, Conversation conversation, InboundContent.Echo echo, Instant at) {}

  /**
   * @param ours the echoes of our own answers; the others were written elsewhere
   * @param events what the frontends are to be told; the caller appends them with its own, last in
   *     its unit of work, because the stream's counter stays locked from there on
   */
  record Settled(Set<Heard> ours, List<StreamEvent> events) {
    public Settled {
      ours = Set.copyOf(ours);
      events = List.copyOf(events);
    }
  }

  /**
   * Settles as sent every answer of ours that one of these echoes proves, by our tag in its
   * metadata, by a mid we know, or, where the platform returns no tag, by the text of the one call
   * that is under way; says which echoes those were.
   */
  Settled settle(Collection<Heard> echoes);
}
