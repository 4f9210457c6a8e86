package dev.switchboard.application.ingest;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Held to {@link WebhookInboxContract} like the real one. */
public final class InMemoryWebhookInbox implements WebhookInbox {
  private final InMemoryTable<Long, RawPost> pending;

  public InMemoryWebhookInbox(InMemoryTransactions transactions) {
    pending = new InMemoryTable<>(transactions);
  }

  @Override
  public void append(List<RawPost> posts) {
    posts.forEach(post -> pending.put(post.id(), post));
  }

  @Override
  public List<RawPost> claim(int limit, long bytes) {
    var claimed = new ArrayList<RawPost>();
    long ahead = 0;
    for (var post : oldestFirst()) {
      if (claimed.size() == limit || ahead >= bytes) {
        break;
      }
      claimed.add(post);
      ahead += post.body().length;
    }
    return claimed;
  }

  @Override
  public void processed(Collection<RawPost> posts, Instant at) {
    posts.forEach(post -> pending.remove(post.id()));
  }

  @Override
  public Optional<Instant> oldestPending() {
    return oldestFirst().stream().map(RawPost::receivedAt).findFirst();
  }

  private List<RawPost> oldestFirst() {
    return pending.all().stream().sorted(Comparator.comparing(RawPost::id)).toList();
  }
}
