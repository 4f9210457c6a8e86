package dev.switchboard.application.ingest;

import dev.switchboard.application.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody holds for long, and the posts that wait for it, so that all others go on: each in
 * its order, for whatever comes later of a held conversation waits as well. Thread-safe.
 */
final class HeldChats {
  private static final Logger LOG = LoggerFactory.getLogger(HeldChats.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** What many use is locked at most moments, though never for long: so often it is looked at. */
  private static final int GLANCES = 10;

  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(30);

  private final Transactions transactions;
  private final WebhookInbox inbox;
  private final Set<Chat> held = new HashSet<>();
  private final Set<Chat> behind = new HashSet<>(); // in one post with what is held
  private final Set<Long> posts = new HashSet<>();
  private long looked = System.nanoTime();

  HeldChats(Transactions transactions, WebhookInbox inbox) {
    this.transactions = transactions;
    this.inbox = inbox;
  }

  /** Posts that are not worth claiming. */
  synchronized Set<Long> posts() {
    return Set.copyOf(posts);
  }

  /** Those that need wait for nobody; the others are left for later, and what comes after them. */
  synchronized List<OpenedPost> free(List<OpenedPost> opened) {
    if (held.isEmpty()) {
      return opened;
    }
    var free = new ArrayList<OpenedPost>();
    for (var one : opened) {
      var chats = one.chats();
      if (chats.stream().anyMatch(this::waits)) {
        posts.add(one.post().id());
        chats.stream().filter(chat -> chat.customer().isPresent()).forEach(behind::add);
      } else {
        free.add(one);
      }
    }
    return free;
  }

  private boolean waits(Chat chat) {
    return held.contains(chat) || behind.contains(chat) || held.contains(chat.all());
  }

  /**
   * Looks which of these somebody holds.
   *
   * @return whether there is any
   */
  boolean find(Collection<Chat> chats) {
    var found = lasting(chats);
    synchronized (this) {
      held.addAll(found);
    }
    if (!found.isEmpty()) {
      LOG.warn("webhooks of {} conversations or accounts wait for who holds them", found.size());
    }
    return !found.isEmpty();
  }

  /** They wait until the next look, though nobody can tell for what. */
  synchronized void assume(Collection<Chat> chats) {
    held.addAll(chats);
    looked = System.nanoTime();
  }

  /** Lets go, once a second, of what nobody holds any more: its posts are claimed, oldest first. */
  void look() {
    Set<Chat> before;
    synchronized (this) {
      if (held.isEmpty() || System.nanoTime() - looked < LOOK.toNanos()) {
        return;
      }
      looked = System.nanoTime();
      before = Set.copyOf(held);
    }
    var still = lasting(before);
    synchronized (this) {
      if (held.removeIf(chat -> before.contains(chat) && !still.contains(chat))) {
        behind.clear();
        posts.clear();
      }
    }
  }

  private Set<Chat> lasting(Collection<Chat> chats) {
    var left = Set.copyOf(chats);
    for (int glance = 0; glance < GLANCES && !left.isEmpty(); glance++) {
      if (glance > 0) {
        LockSupport.parkNanos(BETWEEN);
      }
      var asked = left;
      left = transactions.inTransaction(() -> inbox.held(asked));
    }
    return left;
  }
}
