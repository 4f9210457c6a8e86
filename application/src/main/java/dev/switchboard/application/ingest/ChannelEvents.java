package dev.switchboard.application.ingest;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Append-only. Behaviour is fixed by {@code ChannelEventsContract}. */
public interface ChannelEvents {
  /** Adds those whose digest the account has not. In a unit of work. */
  void add(Collection<ChannelEvent> events, Instant now);

  /** Newest first. */
  List<ChannelEvent> of(CompanyId company, ChannelAccountId channel, int limit);
}
