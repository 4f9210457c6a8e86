package dev.switchboard.application.stream;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Json;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The streams of all companies in memory, both sides; {@link #events} is for looking at them. */
public final class InMemoryStreams implements Streams, StreamReader {
  private record Key(CompanyId company, long seq) {}

  private record Entry(StreamEvent event, long seq, String payload, Instant at) {}

  private final InMemoryTransactions transactions;
  private final Json json;
  private final StreamHints hints;
  private final Clock clock;
  private final BiFunction<CompanyId, ConversationId, Optional<UserId>> assignees;
  private final InMemoryTable<CompanyId, Long> heads;
  private final InMemoryTable<Key, Entry> entries;
  private volatile String epoch = "memory";

  /**
   * @param assignees who has a conversation now
   */
  public InMemoryStreams(
      InMemoryTransactions transactions,
      Json json,
      StreamHints hints,
      Clock clock,
      BiFunction<CompanyId, ConversationId, Optional<UserId>> assignees) {
    this.transactions = transactions;
    this.json = json;
    this.hints = hints;
    this.clock = clock;
    this.assignees = assignees;
    this.heads = new InMemoryTable<>(transactions);
    this.entries = new InMemoryTable<>(transactions);
  }

  /** For tests of use cases, which only look at {@link #events}. */
  public InMemoryStreams(InMemoryTransactions transactions) {
    this(
        transactions,
        Object::toString,
        (_, _) -> {},
        Clock.systemUTC(),
        (_, _) -> Optional.empty());
  }

  /** All of all companies, in the order they were appended. */
  public List<StreamEvent> events() {
    return entries.all().stream().map(Entry::event).toList();
  }

  @Override
  public void append(Collection<StreamEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    var reached = new HashMap<CompanyId, Long>();
    for (var event : events) {
      var company = event.company();
      var seq = head(company) + 1;
      heads.put(company, seq);
      entries.put(
          new Key(company, seq),
          new Entry(event, seq, json.write(event.payload()), clock.instant()));
      reached.put(company, seq);
    }
    transactions.afterCommit(() -> reached.forEach(hints::reached));
  }

  @Override
  public Page read(CompanyId company, long after, int limit) {
    return page(rows(company, after), limit);
  }

  @Override
  public Page readFor(CompanyId company, Viewer viewer, long after, long upTo, int limit) {
    return page(visible(company, viewer, after, upTo), limit);
  }

  private Stream<Row> visible(CompanyId company, Viewer viewer, long after, long upTo) {
    return rows(company, after).filter(row -> row.seq() <= upTo && viewer.sees(row));
  }

  private static Page page(Stream<Row> found, int limit) {
    var rows = new ArrayList<Row>();
    var bytes = 0;
    for (var next = found.iterator(); next.hasNext(); ) {
      var row = next.next();
      rows.add(row);
      bytes += row.payload().getBytes(StandardCharsets.UTF_8).length;
      if (rows.size() == limit || bytes >= PAGE_BYTES) {
        return new Page(rows, true);
      }
    }
    return new Page(rows, false);
  }

  @Override
  public int countFor(CompanyId company, Viewer viewer, long after, long upTo, int limit) {
    return (int) visible(company, viewer, after, upTo).limit(limit).count();
  }

  @Override
  public long head(CompanyId company) {
    return heads.get(company).orElse(0L);
  }

  @Override
  public Map<CompanyId, Long> heads(Collection<CompanyId> companies) {
    var found = new HashMap<CompanyId, Long>();
    companies.forEach(company -> found.put(company, head(company)));
    return found;
  }

  @Override
  public String epoch() {
    return epoch;
  }

  /** As if this were another database from now on. */
  public void replaced(String newEpoch) {
    epoch = newEpoch;
  }

  /** As when all days so far were dropped: the numbers go on. */
  public void dropped(CompanyId company) {
    LongStream.rangeClosed(1, head(company)).forEach(seq -> entries.remove(new Key(company, seq)));
  }

  private Stream<Row> rows(CompanyId company, long after) {
    return Stream.iterate(after + 1, seq -> seq + 1)
        .map(seq -> entries.get(new Key(company, seq)))
        .takeWhile(Optional::isPresent)
        .map(Optional::get)
        .map(this::row);
  }

  private Row row(Entry entry) {
    var event = entry.event();
    return switch (event.audience()) {
      case Audience.Users(var users) -> row(entry, users, Optional.empty(), Optional.empty());
      case Audience.Viewers(var conversation, var also) ->
          row(
              entry,
              also,
              Optional.of(conversation),
              assignees.apply(event.company(), conversation));
    };
  }

  private static Row row(
      Entry entry,
      Set<UserId> users,
      Optional<ConversationId> conversation,
      Optional<UserId> assignee) {
    return new Row(
        entry.seq(),
        entry.event().type(),
        users,
        conversation,
        assignee,
        entry.payload(),
        entry.at());
  }
}
