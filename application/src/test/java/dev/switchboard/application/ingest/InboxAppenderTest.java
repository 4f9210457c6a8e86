package dev.switchboard.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.StorageUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxAppenderTest {
  // of callers; no test may take as long as that
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Commits when the test lets it. */
  private static final class Gate implements WebhookInbox {
    private final List<List<RawPost>> commits = new CopyOnWriteArrayList<>();
    private final Semaphore open = new Semaphore(0);
    private final Semaphore entered = new Semaphore(0);
    private volatile Throwable failure;

    @Override
    public void append(List<RawPost> posts) {
      entered.release();
      open.acquireUninterruptibly();
      switch (failure) {
        case null -> commits.add(posts);
        case Error e -> throw e;
        default -> throw new StorageUnavailable("down", failure);
      }
    }

    @Override
    public List<RawPost> claim(int limit, long bytes) {
      return List.of();
    }

    @Override
    public void processed(Collection<RawPost> posts, Instant at) {
      throw new UnsupportedOperationException("nothing is ever claimed");
    }

    @Override
    public Optional<Instant> oldestPending() {
      return Optional.empty();
    }
  }

  private final Gate gate = new Gate();
  private final AtomicInteger woken = new AtomicInteger();
  private final AtomicInteger stored = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicReference<Runnable> appended = new AtomicReference<>(woken::incrementAndGet);
  private final AtomicReference<Executor> tellers =
      new AtomicReference<>(Thread::startVirtualThread);
  private final InboxAppender appender = appender(8, 1_000);

  private InboxAppender appender(int posts, long bytes) {
    var made =
        new InboxAppender(
            gate,
            new InMemoryIds(),
            Clock.systemUTC(),
            () -> appended.get().run(),
            new InboxAppender.Limits(posts, bytes, 100, 1, PATIENCE),
            told -> tellers.get().execute(told));
    made.start();
    return made;
  }

  @AfterEach
  void stop() {
    gate.open.release(1_000);
    appender.close();
  }

  @Test
  void whatComesDuringACommitSharesTheNextOne() {
    post(1);
    gate.entered.acquireUninterruptibly();
    post(5);
    await().until(() -> appender.waiting() == 5);
    assertThat(stored.get()).isZero();

    gate.open.release(2);

    await().until(() -> stored.get() == 6);
    assertThat(gate.commits).extracting(List::size).containsExactly(1, 5);
    await().until(() -> woken.get() == 2);
  }

  @Test
  void theOldestIsTheOneThatWaitsLongestItsOwnCommitIncluded() {
    assertThat(appender.oldest()).isZero();
    post(1);
    gate.entered.acquireUninterruptibly();
    await().until(() -> appender.oldest().compareTo(Duration.ofMillis(30)) > 0);
    post(1);
    await().until(() -> appender.waiting() == 1);
    assertThat(appender.oldest()).isGreaterThan(Duration.ofMillis(30));

    gate.open.release(1);
    gate.entered.acquireUninterruptibly();
    assertThat(appender.oldest()).isPositive();
    gate.open.release(1);

    await().until(() -> appender.oldest().isZero());
  }

  @Test
  void whyAPostIsNotStoredIsSaidTheSameHoweverItIsHeardOf() {
    var known = new StorageUnavailable("down", null);
    var late = new TimeoutException();

    assertThat(InboxAppender.reason(known)).isSameAs(known);
    assertThat(InboxAppender.reason(new CompletionException(known))).isSameAs(known);
    assertThat(InboxAppender.reason(late)).hasCause(late);
  }

  @Test
  void aFailedCommitIsToldToAllWhoSharedItAndToNobodyElse() {
    gate.failure = new IllegalStateException();
    post(3);
    gate.open.release(3);
    await().until(() -> refused.get() == 3);

    gate.failure = null;
    gate.open.release(1);
    post(1);

    await().until(() -> stored.get() == 1);
    assertThat(refused.get()).isEqualTo(3);
  }

  @Test
  void anErrorIsToldAtOnceAndTheNextPostIsStored() {
    gate.open.release(1_000);
    gate.failure = new OutOfMemoryError("for the test");
    post(1);
    await().until(() -> refused.get() == 1);

    gate.failure = null;
    post(1);

    await().until(() -> stored.get() == 1);
  }

  @Test
  void aWakeThatFailsKeepsNobodyWaiting() {
    gate.open.release(1_000);
    appended.set(
        () -> {
          throw new StackOverflowError();
        });
    post(1);
    await().until(() -> stored.get() == 1);

    post(1);

    await().until(() -> stored.get() == 2);
  }

  @Test
  void whoIsStoredIsToldSoWhereThereIsNoThreadToTellIt() {
    gate.open.release(1_000);
    tellers.set(
        _ -> {
          throw new OutOfMemoryError("unable to create native thread");
        });

    post(1);
    await().until(() -> stored.get() == 1);
    post(1);

    await().until(() -> stored.get() == 2);
    assertThat(refused.get()).isZero();
  }

  @Test
  void aFullQueueRefusesAtOnce() {
    post(1);
    gate.entered.acquireUninterruptibly();
    post(8);
    await().until(() -> appender.waiting() == 8);

    assertThatThrownBy(() -> appender.append("/webhook", new byte[1]))
        .isInstanceOf(StorageUnavailable.class);
  }

  @Test
  void bytesAreBoundedToo() {
    assertThatThrownBy(() -> appender.append("/webhook", new byte[1_001]))
        .isInstanceOf(StorageUnavailable.class);
  }

  @Test
  void closingWritesWhatWaitsAndTakesNothingMore() {
    gate.open.release(1_000);
    post(4);
    await().until(() -> stored.get() == 4);

    appender.close();

    assertThatThrownBy(() -> appender.append("/webhook", new byte[1]))
        .isInstanceOf(StorageUnavailable.class);
  }

  private void post(int count) {
    for (int i = 0; i < count; i++) {
      Thread.ofVirtual().start(this::postOne);
    }
  }

  private void postOne() {
    try {
      appender.append("/webhook", new byte[] {'{', '}'});
      stored.incrementAndGet();
    } catch (StorageUnavailable _) {
      refused.incrementAndGet();
    }
  }
}
