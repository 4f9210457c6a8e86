package dev.switchboard.application.outbound;

import dev.switchboard.application.channel.HeldSends;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;

/** Lets the answers go that waited for a token or for their account to be switched on. */
public final class ReleaseHeld implements HeldSends {
  private final Lanes lanes;
  private final Clock clock;

  public ReleaseHeld(Lanes lanes, Clock clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public void release(CompanyId company, ChannelAccountId account) {
    lanes.release(company, account, clock.instant());
  }
}
