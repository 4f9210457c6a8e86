package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Ids;
import dev.switchboard.application.StorageUnavailable;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class SequenceIdsTest {
  private static final int CALLERS = 8;
  private static final int IDS_EACH = 3_000;
  private static final SQLException GONE = new SQLTransientConnectionException("no connection");
  private static final SQLException ABORTED = new SQLException("aborted", "25P02");

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final AtomicInteger attempts = new AtomicInteger();
  private final CountDownLatch giveUp = new CountDownLatch(1);

  @Test
  void noIdIsGivenTwiceToSeveralCallersOfSeveralNodes() throws Exception {
    var nodes = List.of(new SequenceIds(test.database()), new SequenceIds(test.database()));
    var taken = new ArrayList<Long>();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      var all =
          IntStream.range(0, CALLERS)
              .mapToObj(caller -> callers.submit(() -> take(nodes.get(caller % 2))))
              .toList();
      for (var ids : all) {
        taken.addAll(ids.get());
      }
    }

    assertThat(new HashSet<>(taken)).hasSize(CALLERS * IDS_EACH).noneMatch(id -> id <= 0);
  }

  private static List<Long> take(Ids ids) {
    return IntStream.range(0, IDS_EACH).mapToObj(_ -> ids.next()).toList();
  }

  @Test
  void whoWaitedForAnAttemptThatFailsFailsWithItAndTheNextIsAnother() throws Exception {
    var ids = new SequenceIds(hangingAtFirst(GONE), Duration.ofMinutes(1));

    assertThat(failed(ids)).hasSize(CALLERS).allMatch(StorageUnavailable.class::isInstance);

    assertThat(attempts).hasValue(1);
    assertThat(ids.next()).isPositive();
  }

  @Test
  void theTroubleOfATransactionIsNotThatOfThoseWhoWaited() throws Exception {
    var ids = new SequenceIds(hangingAtFirst(ABORTED), Duration.ofMinutes(1));

    assertThat(failed(ids)).hasSize(1);
  }

  /** All ask at once, one for the others, until that fails; whoever fails with it or after it. */
  private List<Throwable> failed(Ids ids) throws InterruptedException {
    var threads = new ArrayList<Thread>();
    var failures = new ArrayList<Throwable>();
    try (var callers = Executors.newFixedThreadPool(CALLERS, each -> added(threads, each))) {
      var all = IntStream.range(0, CALLERS).mapToObj(_ -> callers.submit(ids::next)).toList();
      await().until(() -> threads.stream().filter(SequenceIdsTest::waits).count() == CALLERS - 1);

      giveUp.countDown();

      for (var call : all) {
        try {
          call.get();
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
    }
    return failures;
  }

  @Test
  @Timeout(20)
  void nobodyWaitsLongerForAnAttemptOfOthersThanForAConnection() throws Exception {
    var ids = new SequenceIds(hangingAtFirst(GONE), Duration.ofMillis(20));
    try (var callers = Executors.newFixedThreadPool(1)) {
      Future<Long> first = callers.submit(ids::next);
      await().until(() -> attempts.get() == 1);

      assertThatThrownBy(ids::next).isInstanceOf(StorageUnavailable.class);

      assertThat(first).isNotDone();
      giveUp.countDown();
    }
  }

  private static Thread added(List<Thread> threads, Runnable work) {
    var thread = new Thread(work);
    threads.add(thread);
    return thread;
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING; // who asks waits without a limit
  }

  /** The first who wants a connection waits until told to give up, and gets this. */
  private Database hangingAtFirst(SQLException failure) {
    var pool =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (attempts.incrementAndGet() == 1) {
                giveUp.await();
                throw failure;
              }
              return method.invoke(test.ownerPool(), arguments);
            });
    return Database.ofEverything((DataSource) pool, new Mapping());
  }
}
