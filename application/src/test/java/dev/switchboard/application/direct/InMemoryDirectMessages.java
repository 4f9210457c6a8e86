package dev.switchboard.application.direct;

import dev.switchboard.application.Contention;
import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages between users in memory, both sides; figures are counted when they are asked for. */
public final class InMemoryDirectMessages implements DirectMessages, DirectInbox {
  private static final Comparator<DirectMessage> OLDEST_FIRST =
      Comparator.comparing(DirectMessage::createdAt).thenComparing(DirectMessage::id);
  private static final Comparator<Cursor> ORDER =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id);

  private final InMemoryDirectWorld world;
  private final InMemoryTable<DirectMessageId, DirectMessage> table;

  public InMemoryDirectMessages(InMemoryTransactions transactions, InMemoryDirectWorld world) {
    this.world = world;
    this.table = new InMemoryTable<>(transactions);
  }

  private Stream<DirectMessage> of(CompanyId company) {
    return table.all().stream().filter(message -> message.company().equals(company));
  }

  @Override
  public List<Optional<DirectMessage>> add(List<DirectMessage> drafts) {
    return drafts.stream().map(this::added).toList();
  }

  private Optional<DirectMessage> added(DirectMessage draft) {
    if (world.name(draft.company(), draft.recipient()).isEmpty()) {
      return Optional.empty();
    }
    ClientName.of(draft)
        .filter(name -> !named(draft.company(), Set.of(name)).isEmpty())
        .ifPresent(
            name -> {
              throw new Contention(new IllegalStateException("used already: " + name));
            });
    var sent =
        of(draft.company())
            .filter(message -> message.pair().equals(draft.pair()))
            .map(message -> message.createdAt().plus(1, ChronoUnit.MICROS))
            .max(Comparator.naturalOrder())
            .filter(draft.createdAt()::isBefore)
            .map(draft::sentAt)
            .orElse(draft);
    table.put(sent.id(), sent);
    return Optional.of(sent);
  }

  @Override
  public Optional<DirectMessage> find(CompanyId company, DirectMessageId id) {
    return table.get(id).filter(message -> message.company().equals(company));
  }

  @Override
  public Optional<DirectMessage> lock(CompanyId company, DirectMessageId id) {
    return find(company, id);
  }

  @Override
  public Map<DirectMessageId, DirectMessage> find(CompanyId company, Set<DirectMessageId> ids) {
    return of(company)
        .filter(message -> ids.contains(message.id()))
        .collect(Collectors.toMap(DirectMessage::id, Function.identity()));
  }

  @Override
  public Map<ClientName, DirectMessage> named(CompanyId company, Set<ClientName> names) {
    return of(company)
        .filter(message -> ClientName.of(message).filter(names::contains).isPresent())
        .collect(
            Collectors.toMap(message -> ClientName.of(message).orElseThrow(), Function.identity()));
  }

  @Override
  public void update(DirectMessage message) {
    table.put(message.id(), message);
  }

  @Override
  public void remove(DirectMessage message) {
    table.remove(message.id());
    of(message.company())
        .filter(answer -> answer.parent().filter(message.id()::equals).isPresent())
        .toList()
        .forEach(answer -> update(answer.answeringNothing()));
  }

  @Override
  public List<Receipt> readAll(
      CompanyId company, UserId reader, Optional<UserId> sender, Instant at) {
    var unread =
        of(company)
            .filter(unreadBy(reader))
            .filter(message -> sender.map(message.sender()::equals).orElse(true))
            .toList();
    unread.forEach(message -> update(message.readBy(reader, at)));
    return unread.stream()
        .collect(Collectors.groupingBy(DirectMessage::pair, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> new Receipt(e.getKey(), e.getValue().intValue(), newest(company, e.getKey())))
        .toList();
  }

  private Instant newest(CompanyId company, Pair pair) {
    return of(company)
        .filter(message -> message.pair().equals(pair))
        .max(OLDEST_FIRST)
        .orElseThrow()
        .createdAt();
  }

  @Override
  public Page<DirectMessageView> messages(
      CompanyId company, UserId viewer, Which which, Slice slice) {
    var found =
        of(company)
            .filter(seenBy(viewer, which))
            .sorted(OLDEST_FIRST.reversed())
            .map(DirectMessageView::of);
    return page(
        found, slice, DirectMessageView::bytes, view -> new Cursor(view.createdAt(), view.id()));
  }

  private static Predicate<DirectMessage> seenBy(UserId viewer, Which which) {
    return switch (which) {
      case Which.All _ -> message -> message.pair().has(viewer);
      case Which.Sent _ -> message -> message.sender().equals(viewer);
      case Which.Received _ -> message -> message.recipient().equals(viewer);
      case Which.Unread _ -> unreadBy(viewer);
      case Which.With(var other) -> message -> message.pair().equals(Pair.of(viewer, other));
    };
  }

  private static Predicate<DirectMessage> unreadBy(UserId user) {
    return message -> message.recipient().equals(user) && !message.read();
  }

  @Override
  public Page<DirectConversationView> conversations(CompanyId company, UserId viewer, Slice slice) {
    Map<Pair, List<DirectMessage>> byPair =
        of(company)
            .filter(message -> message.pair().has(viewer))
            .sorted(OLDEST_FIRST)
            .collect(Collectors.groupingBy(DirectMessage::pair));
    Function<DirectConversationView, Cursor> cursor =
        line -> new Cursor(line.lastMessageAt(), line.otherUserId());
    var lines =
        byPair.values().stream()
            .map(messages -> line(viewer, messages))
            .sorted(Comparator.comparing(cursor, ORDER).reversed());
    return page(lines, slice, _ -> 0, cursor);
  }

  private DirectConversationView line(UserId viewer, List<DirectMessage> messages) {
    var last = messages.getLast();
    var other = last.pair().other(viewer);
    return DirectConversationView.of(
        viewer,
        other,
        world.name(last.company(), other),
        last.content(),
        last.createdAt(),
        (int) messages.stream().filter(unreadBy(viewer)).count());
  }

  private static <T> Page<T> page(
      Stream<T> all, Slice slice, ToLongFunction<T> bytes, Function<T, Cursor> cursor) {
    var found =
        all.filter(
                one ->
                    slice
                        .from()
                        .map(from -> ORDER.compare(cursor.apply(one), from) < 0)
                        .orElse(true))
            .skip(slice.skip())
            .limit(slice.limit() + 1L)
            .toList();
    return Page.within(found, slice.limit(), bytes, cursor);
  }

  @Override
  public long unread(CompanyId company, UserId viewer) {
    return of(company).filter(unreadBy(viewer)).count();
  }
}
