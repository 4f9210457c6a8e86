package dev.switchboard.application.channel;

import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What is known of how an account fares, beside its state. Behaviour is fixed by {@code
 * ChannelHealthContract}.
 */
public interface ChannelHealth {
  /**
   * The last time a send failed.
   *
   * @param code as the message's error says it
   */
  record SendError(String code, String detail, Instant at) {}

  /** Absent parts never happened. */
  record Signs(Optional<Instant> lastWebhookAt, Optional<SendError> lastSendError) {}

  /** Empty for an unknown or removed account. */
  Optional<Signs> signs(CompanyId company, ChannelAccountId id);

  /**
   * These accounts were heard of. Exact to some seconds: a busy account is not written each time,
   * and nobody waits for another writer. In a unit of work.
   */
  void heard(Collection<ChannelAccount> accounts, Instant at);

  /** A send failed. In a unit of work. */
  void sendFailed(CompanyId company, ChannelAccountId id, SendError error);
}
