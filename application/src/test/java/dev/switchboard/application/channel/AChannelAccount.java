package dev.switchboard.application.channel;

import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;

/** Accounts for tests: active, in order, allowed to use HUMAN_AGENT. */
public final class AChannelAccount {
  public static final Instant CONNECTED = Instant.parse("2026-01-01T12:00:00Z");

  private AChannelAccount() {}

  public static ChannelAccount page(CompanyId company, long id, String pageId) {
    return of(company, id, new ChannelKey(Platform.FACEBOOK, pageId));
  }

  public static ChannelAccount of(CompanyId company, long id, ChannelKey key) {
    return new ChannelAccount(
        company,
        new ChannelAccountId(id),
        key,
        "Page " + key.externalId(),
        true,
        true,
        ChannelState.OK,
        CONNECTED,
        CONNECTED);
  }
}
