package dev.switchboard.application.ingest;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.ingest.ParkedEvent.State;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Held to {@link ParkedEventsContract} like the real one. */
public final class InMemoryParkedEvents implements ParkedEvents {
  private final InMemoryTable<Long, ParkedEvent> rows;
  private final ChannelAccounts accounts;

  public InMemoryParkedEvents(InMemoryTransactions transactions, ChannelAccounts accounts) {
    this.rows = new InMemoryTable<>(transactions);
    this.accounts = accounts;
  }

  @Override
  public void park(Collection<ParkedEvent> events) {
    events.forEach(event -> rows.put(event.id(), event));
  }

  @Override
  public List<ParkedEvent> list(Caller caller, int skip, int limit) {
    var found =
        visible(caller)
            .sorted(
                Comparator.comparing(ParkedEvent::receivedAt)
                    .thenComparing(ParkedEvent::id)
                    .reversed())
            .skip(skip)
            .toList();
    return Page.cut(found, limit, ParkedEvent::bytes);
  }

  @Override
  public Optional<ParkedEvent> lock(Caller caller, long id) {
    return visible(caller).filter(event -> event.id() == id).findFirst();
  }

  @Override
  public void update(ParkedEvent event) {
    rows.put(event.id(), event);
  }

  @Override
  public long count() {
    return rows.all().stream().filter(event -> event.state() == State.PARKED).count();
  }

  private Stream<ParkedEvent> visible(Caller caller) {
    return rows.all().stream()
        .filter(event -> event.state() == State.PARKED)
        .filter(event -> caller.superuser() || belongs(event, caller));
  }

  private boolean belongs(ParkedEvent event, Caller caller) {
    return event
        .company()
        .or(
            () ->
                event
                    .account()
                    .flatMap(key -> Optional.ofNullable(accounts.route(List.of(key)).get(key)))
                    .map(account -> account.company()))
        .filter(caller.company()::equals)
        .isPresent();
  }
}
