package dev.switchboard.web.channel;

import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.Platform;
import java.time.Instant;
import java.util.Locale;

/**
 * An account as the API shows it; of its token only that there is one.
 *
 * @param username Instagram's word for the name; null for a page
 */
record ChannelLine(
    long id,
    String platform,
    String pageId,
    String pageName,
    String username,
    boolean isActive,
    boolean humanAgent,
    String state,
    boolean hasToken,
    Instant connectedAt,
    Instant updatedAt) {

  static ChannelLine of(ChannelAccount account) {
    return new ChannelLine(
        account.id().value(),
        account.platform().name(),
        account.key().externalId(),
        account.name(),
        account.platform() == Platform.INSTAGRAM ? account.name() : null,
        account.active(),
        account.humanAgent(),
        account.state().name().toLowerCase(Locale.ROOT),
        true, // an account is connected as long as it has one
        account.connectedAt(),
        account.updatedAt());
  }
}
