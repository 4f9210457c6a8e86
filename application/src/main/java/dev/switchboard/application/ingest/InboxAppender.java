package dev.switchboard.application.ingest;

import dev.switchboard.application.Ids;
import dev.switchboard.application.StorageUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes posts durable, many with one commit: what comes while a commit is under way shares the next
 * one, and what comes to an idle appender goes at once. Bounded in posts and in bytes; thread-safe.
 */
public final class InboxAppender implements AutoCloseable {
  /** The longest post, in bytes; whoever lets posts in refuses longer ones. */
  public static final int LONGEST_POST = 5 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(InboxAppender.class);
  private static final Duration LAST_WRITES =
      Duration.ofSeconds(3); // nobody waits for them any more

  /**
   * @param posts how many may wait
   * @param bytes how much may wait
   * @param batch how many are written with one commit
   * @param writers how many commits may be under way at once
   * @param patience how long a caller waits for its commit
   */
  public record Limits(int posts, long bytes, int batch, int writers, Duration patience) {
    public static final Limits DEFAULT =
        new Limits(4_096, 64L << 20, 512, 2, Duration.ofSeconds(10));

    private static final int SHARE = 16;

    /**
     * No more waits than a sixteenth of the heap.
     *
     * @param heap bytes
     */
    public static Limits within(long heap) {
      return new Limits(
          DEFAULT.posts,
          Math.min(DEFAULT.bytes, heap / SHARE),
          DEFAULT.batch,
          DEFAULT.writers,
          DEFAULT.patience);
    }
  }

  /** Since a {@link System#nanoTime}, which no change of the clock touches. */
  private record Waiting(
      String source, byte[] body, Instant receivedAt, long since, CompletableFuture<Void> done) {}

  private final WebhookInbox inbox;
  private final Ids ids;
  private final Clock clock;
  private final Runnable appended;
  private final Limits limits;
  private final Executor tellers;
  private final BlockingQueue<Waiting> queue;
  private final Set<Waiting> committing = ConcurrentHashMap.newKeySet(); // the oldest of each batch
  private final AtomicLong queuedBytes = new AtomicLong();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean closing;

  /**
   * @param appended called after each commit, one that failed too, quickly; wakes the processor
   */
  public InboxAppender(WebhookInbox inbox, Ids ids, Clock clock, Runnable appended, Limits limits) {
    this(inbox, ids, clock, appended, limits, Thread::startVirtualThread);
  }

  InboxAppender(
      WebhookInbox inbox,
      Ids ids,
      Clock clock,
      Runnable appended,
      Limits limits,
      Executor tellers) {
    this.inbox = inbox;
    this.ids = ids;
    this.clock = clock;
    this.appended = appended;
    this.limits = limits;
    this.tellers = tellers;
    this.queue = new ArrayBlockingQueue<>(limits.posts());
  }

  public void start() {
    for (int i = 1; i <= limits.writers(); i++) {
      writers.add(Thread.ofPlatform().name("webhook-appender-" + i).daemon().start(this::write));
    }
  }

  /**
   * Returns once the post is committed.
   *
   * @throws StorageUnavailable it is not, or nobody can tell: the platform has to send it again
   */
  public void append(String source, byte[] body) {
    try {
      appendLater(source, body).get();
    } catch (ExecutionException e) {
      throw reason(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailable("interrupted while storing a webhook", e);
    }
  }

  /**
   * Completes once the post is committed, on another thread than the commit's; with a failure that
   * {@link #reason} explains when it is not or nobody can tell.
   */
  public CompletableFuture<Void> appendLater(String source, byte[] body) {
    var waiting =
        new Waiting(source, body, clock.instant(), System.nanoTime(), new CompletableFuture<>());
    try {
      admit(waiting);
    } catch (StorageUnavailable e) {
      return CompletableFuture.failedFuture(e);
    }
    return waiting.done().orTimeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * What a failed {@link #appendLater} means; it is told no better, for that would cost each post.
   */
  public static StorageUnavailable reason(Throwable failure) {
    var cause = failure instanceof CompletionException e ? e.getCause() : failure;
    return cause instanceof StorageUnavailable known
        ? known
        : new StorageUnavailable("webhook not stored in time", cause); // a TimeoutException
  }

  /** How many wait for their commit now; for figures. */
  public int waiting() {
    return queue.size();
  }

  /** How long the oldest has waited for its commit; zero where none waits. Cheap. */
  public Duration oldest() {
    long now = System.nanoTime();
    return Stream.concat(Stream.ofNullable(queue.peek()), committing.stream())
        .map(one -> Duration.ofNanos(now - one.since()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private void admit(Waiting waiting) {
    var size = waiting.body().length;
    if (closing) {
      throw new StorageUnavailable("closing", null);
    }
    if (queuedBytes.addAndGet(size) > limits.bytes() || !queue.offer(waiting)) {
      queuedBytes.addAndGet(-size);
      throw new StorageUnavailable("too many webhooks wait to be stored", null);
    }
  }

  private void write() {
    var batch = new ArrayList<Waiting>(limits.batch());
    while (!closing || !queue.isEmpty()) {
      gather(batch);
      if (!batch.isEmpty()) {
        try {
          commit(batch);
        } catch (RuntimeException | Error e) { // a writer that ends leaves the others waiting
          LOG.error("the appender failed, and goes on", e);
        }
        batch.clear();
      }
    }
  }

  private void gather(List<Waiting> batch) {
    try {
      var first = queue.poll(200, TimeUnit.MILLISECONDS); // to see that it is closing
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, limits.batch() - 1);
      }
    } catch (InterruptedException _) {
      closing = true; // the loop ends once the queue is empty
    }
  }

  private void commit(List<Waiting> batch) {
    var oldest = batch.getFirst();
    try {
      committing.add(oldest);
      inbox.append(
          batch.stream()
              .map(one -> new RawPost(ids.next(), one.source(), one.body(), one.receivedAt()))
              .toList());
      tell(batch, one -> one.complete(null));
    } catch (RuntimeException | Error e) {
      var failure = new StorageUnavailable("webhook could not be stored", e);
      tell(batch, one -> one.completeExceptionally(failure));
      LOG.warn("{} webhooks could not be stored: {}", batch.size(), e.getMessage());
    } finally {
      committing.remove(oldest);
      queuedBytes.addAndGet(-batch.stream().mapToLong(one -> one.body().length).sum());
    }
    appended.run();
  }

  /** Elsewhere, for to be told takes a caller time, and the next commit has not to wait for it. */
  private void tell(List<Waiting> batch, Consumer<CompletableFuture<Void>> how) {
    var futures = batch.stream().map(Waiting::done).toList();
    try {
      tellers.execute(() -> futures.forEach(how));
    } catch (RuntimeException | Error _) {
      futures.forEach(how); // no thread to be had
    }
  }

  /** Takes nothing more, writes what waits and ends, after some seconds at the latest. */
  @Override
  public void close() {
    closing = true;
    var end = System.nanoTime() + LAST_WRITES.toNanos();
    try {
      for (var writer : writers) {
        writer.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var late = new ArrayList<Waiting>();
    queue.drainTo(late); // offered between the last look and the end
    late.forEach(one -> one.done().completeExceptionally(new StorageUnavailable("closing", null)));
  }
}
