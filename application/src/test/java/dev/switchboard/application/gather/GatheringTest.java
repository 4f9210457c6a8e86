package dev.switchboard.application.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Overloaded;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.gather.Gathering.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final Limits LIMITS = new Limits(4, 6, Duration.ofSeconds(30));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore turns = new Semaphore(0);
  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    turns.release(1_000);
    threads.shutdownNow();
  }

  @Test
  void whoComesToAnIdleSubjectIsAnsweredOnTheirOwnThread() {
    var gathering =
        new Gathering<String, Integer, Thread>(
            (_, asked) -> asked.forEach(one -> one.answer(Thread.currentThread())),
            threads,
            LIMITS);

    assertThat(gathering.ask("a", 1)).isSameAs(Thread.currentThread());
    assertThat(gathering.ask("a", 2)).isSameAs(Thread.currentThread());
  }

  @Test
  void whatComesWhileOneIsUnderWaySharesTheNextAndNoEarlierOne() throws Exception {
    var gathering = inTurns(LIMITS);
    var first = ask(gathering, "a", 0);
    awaitBegun(1);
    var later = IntStream.rangeClosed(1, 6).mapToObj(i -> askInOrder(gathering, i)).toList();

    turns.release(3);

    assertThat(first.get()).isEqualTo(0);
    for (int i = 0; i < later.size(); i++) {
      assertThat(later.get(i).get()).isEqualTo(-(i + 1));
    }
    assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6));
  }

  @Test
  void subjectsDoNotWaitForEachOther() throws Exception {
    var gathering = inTurns(LIMITS);
    var one = ask(gathering, "a", 1);
    awaitBegun(1);
    var other = ask(gathering, "b", 2);
    awaitBegun(2);

    turns.release(2);

    assertThat(one.get()).isEqualTo(-1);
    assertThat(other.get()).isEqualTo(-2);
  }

  @Test
  void oneThatIsRefusedLeavesTheOthersAndAThrowIsForThoseWithoutAnAnswer() {
    var gathering =
        new Gathering<String, Integer, Integer>(
            (_, asked) -> {
              for (var one : asked) {
                if (one.question() == 1) {
                  one.refuse(new IllegalArgumentException("not 1"));
                }
                if (one.question() == 2) {
                  one.answer(22);
                  throw new UnsupportedOperationException("after the answer");
                }
                if (one.question() == 3) {
                  throw new StackOverflowError();
                }
              }
            },
            threads,
            LIMITS);

    assertThatThrownBy(() -> gathering.ask("a", 1)).hasMessage("not 1");
    assertThat(gathering.ask("a", 2)).isEqualTo(22);
    assertThatThrownBy(() -> gathering.ask("a", 3))
        .isInstanceOf(StorageUnavailable.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> gathering.ask("a", 4)).hasMessage("left without an answer");
  }

  @Test
  void noMoreWaitThanMayAndNobodyForEver() {
    var gathering = inTurns(new Limits(4, 1, Duration.ofMillis(50)));
    ask(gathering, "a", 0);
    awaitBegun(1);

    assertThatThrownBy(() -> gathering.ask("a", 1)).isInstanceOf(StorageUnavailable.class);
    assertThatThrownBy(() -> gathering.ask("a", 2)).isInstanceOf(Overloaded.class);
  }

  @Test
  void whoGaveUpIsNotWorkedFor() throws Exception {
    var gathering = inTurns(new Limits(4, 6, Duration.ofMillis(500)));
    ask(gathering, "a", 0);
    awaitBegun(1);
    assertThatThrownBy(() -> gathering.ask("a", 1)).isInstanceOf(StorageUnavailable.class);

    turns.release(2);
    await().until(() -> gathering.waiting("a") == 0);
    assertThat(gathering.ask("a", 2)).isEqualTo(-2);

    assertThat(batches).containsExactly(List.of(0), List.of(2));
  }

  @Test
  void whoWaitsIsAnsweredAlsoWhereTheOthersHaveEnded() throws Exception {
    var ended = Executors.newCachedThreadPool();
    var gathering = new Gathering<String, Integer, Integer>(this::inTurn, ended, LIMITS);
    var first = ask(gathering, "a", 0);
    awaitBegun(1);
    var second = askInOrder(gathering, 1);
    ended.shutdown();

    turns.release(2);

    assertThat(first.get()).isEqualTo(0);
    assertThat(second.get()).isEqualTo(-1);
  }

  @Test
  void ofManyAtOnceEachGetsItsOwnAnswer() throws Exception {
    var gathering =
        new Gathering<Integer, Integer, Integer>(
            (_, asked) -> asked.forEach(one -> one.answer(one.question() * 2)), threads);
    var all =
        IntStream.range(0, 2_000)
            .mapToObj(i -> threads.submit(() -> gathering.ask(i % 3, i)))
            .toList();

    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).get()).isEqualTo(i * 2);
    }
  }

  private Gathering<String, Integer, Integer> inTurns(Limits limits) {
    return new Gathering<>(this::inTurn, threads, limits);
  }

  /** Notes the batch, and answers when the test lets it. */
  private void inTurn(String subject, List<Asked<Integer, Integer>> asked) {
    batches.add(asked.stream().map(Asked::question).toList());
    turns.acquireUninterruptibly();
    asked.forEach(one -> one.answer(-one.question()));
  }

  private void awaitBegun(int count) {
    await().until(() -> batches.size() == count);
  }

  private Future<Integer> ask(Gathering<String, Integer, Integer> gathering, String on, int what) {
    return threads.submit(() -> gathering.ask(on, what));
  }

  /** Returns once it waits. */
  private Future<Integer> askInOrder(Gathering<String, Integer, Integer> gathering, int what) {
    var before = gathering.waiting("a");
    var asked = ask(gathering, "a", what);
    await().until(() -> gathering.waiting("a") == before + 1);
    return asked;
  }
}
