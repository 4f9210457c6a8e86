package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Ids;
import dev.switchboard.application.StorageUnavailable;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SequenceIdsTest {
  private static final int CALLERS = 8;
  private static final int IDS_EACH = 3_000;

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
    var ids = new SequenceIds(hangingAtFirst(), Duration.ofMinutes(1));
    var threads = new ArrayList<Thread>();
    try (var callers = Executors.newFixedThreadPool(CALLERS, each -> added(threads, each))) {
      var all = IntStream.range(0, CALLERS).mapToObj(_ -> callers.submit(ids::next)).toList();
      await().until(() -> threads.stream().allMatch(SequenceIdsTest::waits));

      giveUp.countDown();

      for (var call : all) {
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(StorageUnavailable.class);
      }
      assertThat(attempts).hasValue(1);
    }
    assertThat(ids.next()).isPositive();
  }

  @Test
  void nobodyWaitsLongerForAnAttemptOfOthersThanForAConnection() throws Exception {
    var ids = new SequenceIds(hangingAtFirst(), Duration.ofMillis(20));
    try (var callers = Executors.newFixedThreadPool(1)) {
      Future<Long> first = callers.submit(ids::next);
      await().until(() -> attempts.get() == 1);

      assertThatThrownBy(ids::next).isInstanceOf(StorageUnavailable.class);

      assertThat(first).isNotDone();
      giveUp.countDown();
    }
  }

  @Test
  void theTroubleOfATransactionIsNotThatOfOthers() {
    var ids = new SequenceIds(test.owner());

    assertThatThrownBy(
            () ->
                test.owner()
                    .inTransaction(
                        () -> {
                          assertThatThrownBy(() -> test.execute("select 1 / 0"));
                          return ids.next();
                        }))
        .isInstanceOf(RuntimeException.class)
        .isNotInstanceOf(StorageUnavailable.class);

    assertThat(ids.next()).isPositive();
  }

  private static Thread added(List<Thread> threads, Runnable work) {
    var thread = new Thread(work);
    threads.add(thread);
    return thread;
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  /** The first who wants a connection waits until told to give up. */
  private Database hangingAtFirst() {
    var pool =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (attempts.incrementAndGet() == 1) {
                giveUp.await();
                throw new SQLTransientConnectionException("no connection");
              }
              return method.invoke(test.ownerPool(), arguments);
            });
    return Database.ofEverything((DataSource) pool, new Mapping());
  }
}
