package dev.switchboard.application.ingest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
   * running unit of work; in the order of their ids.
   *
   * @param bytes once so much is gathered nothing is added; at least one post is returned
   */
  List<RawPost> claim(int limit, long bytes);

  /** Of posts held by {@link #claim} in this unit of work. */
  void processed(Collection<RawPost> posts, Instant at);

  /** When the oldest post came that still waits, for alarms; empty when none waits. */
  Optional<Instant> oldestPending();
}
