package dev.switchboard.application.channel;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;

/** Answers that wait until their account can send again. */
@FunctionalInterface
public interface HeldSends {
  /** Lets go of what waits for this account. In the unit of work that makes it usable. */
  void release(CompanyId company, ChannelAccountId id);
}
