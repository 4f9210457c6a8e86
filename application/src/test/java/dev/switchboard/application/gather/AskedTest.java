package dev.switchboard.application.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.StorageUnavailable;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Whoever is out of patience, and a commit. */
class AskedTest {
  private final Asked<String, Integer> asked = new Asked<>("?");

  @Test
  void whoLeftWhileItWasWorkedOnIsNotWorkedForAnyMore() {
    asked.begin();
    assertThat(asked.wanted()).isTrue();

    assertThatThrownBy(() -> asked.await(Duration.ZERO)).isInstanceOf(StorageUnavailable.class);

    assertThat(asked.commits()).isFalse();
    assertThat(asked.wanted()).isFalse();
  }

  @Test
  void aCommitThatIsUnderWayIsWaitedForAndDecides() throws Exception {
    asked.begin();
    assertThat(asked.commits()).isTrue();
    var answer = awaiting();

    asked.answer(7);

    assertThat(answer.get()).isEqualTo(7);
  }

  @Test
  void afterACommitThatCameToNothingWhoIsOutOfPatienceLeaves() {
    asked.begin();
    asked.commits();
    var answer = awaiting();

    assertThat(asked.wanted()).isFalse();

    assertThatThrownBy(answer::get).hasCauseInstanceOf(StorageUnavailable.class);
    assertThat(asked.commits()).isFalse();
  }

  @Test
  void afterACommitThatCameToNothingWhoHasPatienceIsWorkedForAgain() {
    asked.begin();
    asked.commits();

    assertThat(asked.wanted()).isTrue();

    assertThat(asked.commits()).isTrue();
    asked.answer(7);
    assertThat(asked.await(Duration.ZERO)).isEqualTo(7);
  }

  /** Returns once patience is over and the end of the commit is waited for. */
  private FutureTask<Integer> awaiting() {
    var task = new FutureTask<>(() -> asked.await(Duration.ZERO));
    var thread = Thread.ofPlatform().daemon().start(task);
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return task;
  }
}
