package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} must do. Each test uses lanes of its own. */
public interface OutboxContract {
  Instant NOW = Instant.parse("2026-11-20T12:00:00.123456Z");

  Transactions transactions();

  Outbox outbox();

  /** A company that exists. */
  CompanyId company();

  /** Open tasks of a lane in the order in which they will be done. */
  List<Outbox.Task> stored(CompanyId company, LaneKind kind, long lane);

  /** The kinds for which hints were given so far. */
  List<LaneKind> hints();

  default Outbox.Task task(long lane, long id, int part) {
    return new Outbox.Task(
        company(), LaneKind.SEND, lane, id, id * 10, part, "{\"text\":\"" + id + "\"}", NOW);
  }

  default void enqueue(Outbox.Task... tasks) {
    transactions().inTransaction(() -> outbox().enqueue(List.of(tasks)));
  }

  @Test
  default void keepsEveryPartOfATask() {
    enqueue(task(9_101, 9_101_001, 0), task(9_101, 9_101_002, 1));

    assertThat(stored(company(), LaneKind.SEND, 9_101))
        .containsExactly(task(9_101, 9_101_001, 0), task(9_101, 9_101_002, 1));
  }

  @Test
  default void oneCallIsKeptInTheOrderOfItsIds() {
    enqueue(task(9_102, 9_102_003, 0), task(9_102, 9_102_001, 0), task(9_102, 9_102_002, 0));

    assertThat(stored(company(), LaneKind.SEND, 9_102))
        .extracting(Outbox.Task::id)
        .containsExactly(9_102_001L, 9_102_002L, 9_102_003L);
  }

  @Test
  default void anEarlierCallGoesFirstWhateverItsIds() {
    enqueue(task(9_103, 9_103_500, 0));
    enqueue(task(9_103, 9_103_100, 0));

    assertThat(stored(company(), LaneKind.SEND, 9_103))
        .extracting(Outbox.Task::id)
        .containsExactly(9_103_500L, 9_103_100L);
  }

  @Test
  default void oneCallFillsManyLanes() {
    enqueue(
        LongStream.range(0, 200)
            .mapToObj(i -> task(9_200 + i % 4, 9_200_000 + i, 0))
            .toArray(Outbox.Task[]::new));

    for (long lane = 9_200; lane < 9_204; lane++) {
      assertThat(stored(company(), LaneKind.SEND, lane)).hasSize(50);
    }
  }

  @Test
  default void nothingIsNothing() {
    var before = hints().size();

    enqueue();

    assertThat(hints()).hasSize(before);
  }

  @Test
  default void hintsOnceForAKindAfterTheCommit() {
    var before = hints().size();

    transactions()
        .inTransaction(
            () -> {
              outbox().enqueue(List.of(task(9_104, 9_104_001, 0), task(9_105, 9_105_001, 0)));
              assertThat(hints()).hasSize(before);
            });

    assertThat(hints()).hasSize(before + 1).last().isEqualTo(LaneKind.SEND);
  }

  @Test
  default void aRollbackLeavesNoTaskAndNoHint() {
    var before = hints().size();

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          outbox().enqueue(List.of(task(9_106, 9_106_001, 0)));
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(stored(company(), LaneKind.SEND, 9_106)).isEmpty();
    assertThat(hints()).hasSize(before);
  }

  @Test
  default void whatWaitsIsCountedByKind() {
    var sends = outbox().waiting(company(), LaneKind.SEND);
    assertThat(outbox().waiting(company(), LaneKind.RESET)).isZero();

    enqueue(reset(9_108, 9_108_001), reset(9_108, 9_108_002), reset(9_109, 9_109_001));

    assertThat(outbox().waiting(company(), LaneKind.RESET)).isEqualTo(3);
    assertThat(outbox().waiting(company(), LaneKind.SEND)).isEqualTo(sends);
    assertThat(outbox().waiting(new CompanyId(-1), LaneKind.RESET)).isZero();
  }

  private Outbox.Task reset(long lane, long id) {
    return new Outbox.Task(company(), LaneKind.RESET, lane, id, id, 0, "sealed", NOW);
  }

  @Test
  default void needsAUnitOfWork() {
    assertThatThrownBy(() -> outbox().enqueue(List.of(task(9_107, 9_107_001, 0))))
        .isInstanceOf(IllegalStateException.class);
  }
}
