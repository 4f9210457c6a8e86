package dev.switchboard.web.webhook;

import dev.switchboard.application.ingest.ParkedEvent;
import dev.switchboard.domain.channel.ChannelKey;
import java.time.Instant;
import java.util.Locale;

/**
 * A parked event as the list shows it.
 *
 * @param platform null where not even the account could be read
 * @param element what came, JSON text in ASCII
 */
record ParkedEventLine(
    long id,
    String platform,
    String accountId,
    String element,
    String code,
    String detail,
    int attempts,
    String state,
    Instant receivedAt,
    Instant updatedAt) {

  static ParkedEventLine of(ParkedEvent event) {
    return new ParkedEventLine(
        event.id(),
        event.account().map(key -> key.platform().name()).orElse(null),
        event.account().map(ChannelKey::externalId).orElse(null),
        event.element(),
        event.code(),
        event.detail(),
        event.attempts(),
        event.state().name().toLowerCase(Locale.ROOT),
        event.receivedAt(),
        event.updatedAt());
  }
}
