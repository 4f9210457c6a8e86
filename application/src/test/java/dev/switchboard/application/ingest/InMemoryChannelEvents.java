package dev.switchboard.application.ingest;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Held to {@link ChannelEventsContract} like the real one. */
public final class InMemoryChannelEvents implements ChannelEvents {
  private record Key(CompanyId company, ChannelAccountId channel, String digest) {}

  private final InMemoryTable<Key, ChannelEvent> rows;

  public InMemoryChannelEvents(InMemoryTransactions transactions) {
    rows = new InMemoryTable<>(transactions);
  }

  @Override
  public void add(Collection<ChannelEvent> events, Instant now) {
    for (var event : events) {
      var key = new Key(event.company(), event.channel(), event.digest());
      if (rows.get(key).isEmpty()) {
        rows.put(key, event);
      }
    }
  }

  @Override
  public List<ChannelEvent> of(CompanyId company, ChannelAccountId channel, int limit) {
    return rows.all().stream()
        .filter(event -> event.company().equals(company) && event.channel().equals(channel))
        .sorted(Comparator.comparing(ChannelEvent::at).thenComparing(ChannelEvent::id).reversed())
        .limit(limit)
        .toList();
  }
}
