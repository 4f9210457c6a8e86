package dev.switchboard.application.conversation;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Messages by id; lists are looked through. */
public final class InMemoryMessages implements Messages {
  /** The order in which messages are shown. */
  public static final Comparator<Message> SHOWN =
      Comparator.comparing(Message::sentAt).thenComparing(Message::id);

  private record Key(CompanyId company, MessageId id) {}

  private final InMemoryTable<Key, Message> rows;
  private final InMemoryTable<ExternalRef, MessageId> parts;

  public InMemoryMessages(InMemoryTransactions transactions) {
    rows = new InMemoryTable<>(transactions);
    parts = new InMemoryTable<>(transactions);
  }

  @Override
  public Set<MessageId> add(Collection<Message> messages) {
    var added = new HashSet<MessageId>();
    for (var message : messages) {
      if (rows.all().stream().noneMatch(known -> same(known, message))) {
        rows.put(key(message), message);
        added.add(message.id());
      }
    }
    return added;
  }

  private static boolean same(Message known, Message message) {
    return known.company().equals(message.company())
        && (known.id().equals(message.id())
            || known.channel().equals(message.channel())
                && equal(known.externalId(), message.externalId())
            || message.author() instanceof Author.Agent
                && known.author().equals(message.author())
                && equal(known.clientId(), message.clientId()));
  }

  private static boolean equal(Optional<String> known, Optional<String> other) {
    return known.isPresent() && known.equals(other);
  }

  @Override
  public Optional<Message> find(CompanyId company, MessageId id) {
    return rows.get(new Key(company, id));
  }

  @Override
  public List<Message> all(CompanyId company, Collection<MessageId> ids) {
    return ids.stream().distinct().sorted().flatMap(id -> find(company, id).stream()).toList();
  }

  @Override
  public Optional<Message> byClientId(CompanyId company, UserId author, String clientId) {
    return all()
        .filter(m -> m.company().equals(company))
        .filter(m -> m.author().equals(new Author.Agent(author)))
        .filter(m -> m.clientId().equals(Optional.of(clientId)))
        .findFirst();
  }

  @Override
  public Map<ExternalRef, Message> byExternalIds(Collection<ExternalRef> refs) {
    var found = new HashMap<ExternalRef, Message>();
    for (var ref : refs) {
      all()
          .filter(m -> m.company().equals(ref.company()) && m.channel().equals(ref.channel()))
          .filter(m -> m.externalId().equals(Optional.of(ref.externalId())))
          .findFirst()
          .or(() -> parts.get(ref).flatMap(id -> find(ref.company(), id)))
          .ifPresent(message -> found.put(ref, message));
    }
    return found;
  }

  /** One part of an answer of ours is known to the platform as {@code ref}. */
  public void partSent(ExternalRef ref, MessageId message) {
    parts.put(ref, message);
  }

  @Override
  public void update(Collection<Message> messages) {
    messages.forEach(m -> rows.put(key(m), m));
  }

  @Override
  public List<Message> advance(Collection<Receipt> receipts) {
    var moved =
        receipts.stream()
            .flatMap(
                receipt ->
                    of(receipt.company(), receipt.conversation()).flatMap(m -> moved(m, receipt)))
            .toList();
    update(moved);
    return moved;
  }

  private static Stream<Message> moved(Message message, Receipt receipt) {
    if (message.author() instanceof Author.Customer || message.kind() == MessageKind.NOTE) {
      return Stream.empty();
    }
    var status = reached(receipt.read(), message) ? MessageStatus.READ : MessageStatus.DELIVERED;
    return (reached(receipt.read(), message) || reached(receipt.delivered(), message))
            && Messages.behind(status).contains(message.status())
        ? Stream.of(message.withStatus(status, message.error()))
        : Stream.empty();
  }

  private static boolean reached(Optional<Instant> watermark, Message message) {
    return watermark.filter(at -> !message.sentAt().isAfter(at)).isPresent();
  }

  @Override
  public int countUnseen(CompanyId company, ConversationId conversation, Set<MessageId> shown) {
    return of(company, conversation)
        .filter(m -> shown.contains(m.id()))
        .min(SHOWN)
        .map(
            first ->
                (int)
                    of(company, conversation)
                        .filter(m -> m.author() instanceof Author.Customer)
                        .filter(m -> SHOWN.compare(m, first) > 0 && !shown.contains(m.id()))
                        .count())
        .orElse(0);
  }

  @Override
  public void remove(CompanyId company, MessageId id) {
    rows.remove(new Key(company, id));
  }

  /** In no order. */
  public Stream<Message> of(CompanyId company, ConversationId conversation) {
    return all().filter(m -> m.company().equals(company) && m.conversation().equals(conversation));
  }

  public Stream<Message> all() {
    return rows.all().stream();
  }

  private static Key key(Message message) {
    return new Key(message.company(), message.id());
  }
}
