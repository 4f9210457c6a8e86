package dev.switchboard.application.conversation;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.conversation.Assignment;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Units of work run one at a time in memory, so that whatever is read there is locked. */
public final class InMemoryConversations implements Conversations {
  private static final Comparator<Conversation> OLDEST_FIRST =
      Comparator.comparing(Conversation::createdAt).thenComparing(Conversation::id);

  private record Key(CompanyId company, ConversationId id) {}

  private record Of(CompanyId company, ContactId contact) {}

  private final InMemoryTable<Key, Conversation> rows;
  private final InMemoryTable<Of, Key> byContact;

  public InMemoryConversations(InMemoryTransactions transactions) {
    rows = new InMemoryTable<>(transactions);
    byContact = new InMemoryTable<>(transactions);
  }

  @Override
  public Begun beginOrLock(Collection<Conversation> candidates) {
    var found = new HashMap<ContactId, Conversation>();
    var created = new HashSet<ConversationId>();
    for (var candidate : candidates) {
      var of = new Of(candidate.company(), candidate.contact());
      if (byContact.get(of).isEmpty()) {
        byContact.put(of, key(candidate));
        rows.put(key(candidate), candidate);
        created.add(candidate.id());
      }
      found.put(candidate.contact(), rows.get(byContact.get(of).orElseThrow()).orElseThrow());
    }
    return new Begun(found, created);
  }

  @Override
  public Optional<Conversation> find(CompanyId company, ConversationId id) {
    return rows.get(new Key(company, id));
  }

  @Override
  public Optional<Conversation> lock(CompanyId company, ConversationId id) {
    return find(company, id);
  }

  @Override
  public List<Conversation> lockBacklog(CompanyId company, int limit) {
    return rows.all().stream()
        .filter(c -> c.company().equals(company) && c.inBacklog())
        .sorted(
            Comparator.comparing(InMemoryConversations::waitingSince)
                .thenComparing(Conversation::id))
        .limit(limit)
        .toList();
  }

  private static Instant waitingSince(Conversation conversation) {
    return conversation.assignment() instanceof Assignment.Waiting(var since) ? since : Instant.MAX;
  }

  @Override
  public List<CompanyId> withBacklog() {
    return where(Conversation::inBacklog).map(Conversation::company).distinct().toList();
  }

  @Override
  public void releaseResolved(CompanyId company, Collection<UserId> agents, Instant now) {
    where(c -> c.company().equals(company) && c.assignee().filter(agents::contains).isPresent())
        .filter(c -> c.lifecycle() instanceof Lifecycle.Resolved)
        .forEach(c -> update(List.of(AConversation.released(c, now))));
  }

  @Override
  public List<Conversation> lockAssignedTo(CompanyId company, Collection<UserId> agents) {
    return where(c -> c.company().equals(company) && agents.stream().anyMatch(c::occupies))
        .toList();
  }

  @Override
  public List<Conversation> lockSnoozedUntil(Instant now, int limit) {
    return where(c -> c.lifecycle() instanceof Lifecycle.Snoozed(var until) && !until.isAfter(now))
        .limit(limit)
        .toList();
  }

  @Override
  public void update(Collection<Conversation> conversations) {
    conversations.forEach(c -> rows.put(key(c), c));
  }

  /** Of every company, oldest first. */
  public List<Conversation> all() {
    return where(_ -> true).toList();
  }

  private Stream<Conversation> where(Predicate<Conversation> wanted) {
    return rows.all().stream().filter(wanted).sorted(OLDEST_FIRST);
  }

  private static Key key(Conversation conversation) {
    return new Key(conversation.company(), conversation.id());
  }
}
