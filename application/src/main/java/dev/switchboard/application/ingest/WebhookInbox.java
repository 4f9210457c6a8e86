package dev.switchboard.application.ingest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every post, kept before it is answered and until its day is dropped. Behaviour is fixed by {@code
 * WebhookInboxContract}.
 */
public interface WebhookInbox {
  /**
   * All or none. Durable when this returns, unless a unit of work is running: then with its commit.
   */
  void append(List<RawPost> posts);

  /**
   * The oldest posts that are not processed and that nobody else holds, locked until the end of the
   * running unit of work; in the order of their ids. From here on that unit of work waits a second
   * at most for any lock.
   *
   * @param bytes once so much is gathered nothing is added; at least one post is returned
   * @param without ids of posts that are left out
   */
  List<RawPost> claim(int limit, long bytes, Collection<Long> without);

  /** As {@link #claim(int, long, Collection)}, and none is left out. */
  default List<RawPost> claim(int limit, long bytes) {
    return claim(limit, bytes, Set.of());
  }

  /**
   * Which of these cannot be taken in at this moment: somebody holds the conversation, or what all
   * of the company's share. Needs a unit of work, which waits for none of them.
   *
   * @return of what a whole company waits for, the account alone
   */
  Set<Chat> held(Collection<Chat> chats);

  /** Of posts held by {@link #claim} in this unit of work. */
  void processed(Collection<RawPost> posts, Instant at);

  /** When the oldest post came that still waits, for alarms; empty when none waits. */
  Optional<Instant> oldestPending();
}
