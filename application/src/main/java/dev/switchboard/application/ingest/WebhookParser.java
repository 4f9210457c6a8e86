package dev.switchboard.application.ingest;

import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.inbound.Inbound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a platform's posts. Pure and thread-safe; throws for nothing that a post may hold. */
public interface WebhookParser {
  /** One element of a post. */
  sealed interface Element {
    /** A post that holds this element alone, JSON text in ASCII. */
    String raw();

    record Understood(Inbound inbound) implements Element {
      @Override
      public String raw() {
        return inbound.raw();
      }
    }

    /**
     * @param account who it was told to, where that much could be read
     */
    record Refused(Optional<ChannelKey> account, String code, String detail, String raw)
        implements Element {}
  }

  /**
   * Every element of the post, in its order; a bad one does not touch the others.
   *
   * @param receivedAt stands in for times that are absent or cannot be
   */
  List<Element> parse(byte[] body, Instant receivedAt);
}
