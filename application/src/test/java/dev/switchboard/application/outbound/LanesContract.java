package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Lanes} must do. */
public interface LanesContract extends LanePorts {
  @Test
  default void givesOutTheHeadOfALaneAndNothingElseOfIt() {
    enqueue(LaneKind.SEND, 5, 1, 2);

    var claim = claimed(NOW);

    assertThat(claim)
        .isEqualTo(
            new Claim(
                company(),
                LaneKind.SEND,
                5,
                claim.token(),
                1,
                101,
                0,
                "payload",
                0,
                false,
                false,
                NOW));
    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();
  }

  @Test
  default void givesOutNothingOfAnotherKind() {
    enqueue(LaneKind.PROFILE, 5, 1);

    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();
    assertThat(claim(LaneKind.PROFILE, NOW)).isPresent();
  }

  @Test
  default void givesOutNothingBeforeItIsDue() {
    enqueue(LaneKind.SEND, 5, 1);

    assertThat(claim(LaneKind.SEND, NOW.minusMillis(1))).isEmpty();
  }

  @Test
  default void theLaneThatHasBeenDueLongestGoesFirst() {
    enqueue(LaneKind.SEND, 5, 1);
    enqueue(LaneKind.SEND, 6, 2);
    settle(claimed(NOW), LanePorts.again(NOW.plusSeconds(9), true), NOW);
    settle(claimed(NOW), LanePorts.again(NOW.plusSeconds(3), true), NOW);

    assertThat(claimed(NOW.plusSeconds(10)).lane()).isEqualTo(6);
  }

  @Test
  default void aSettledTaskMakesRoomForTheNext() {
    enqueue(LaneKind.SEND, 5, 1, 2);

    assertThat(settle(claimed(NOW), LanePorts.done("m_1"), NOW)).contains(TaskState.DONE);
    var second = claimed(NOW);
    assertThat(second.task()).isEqualTo(2);
    settle(second, LanePorts.done("m_2"), NOW);

    assertThat(claim(LaneKind.SEND, NOW.plus(LEASE))).isEmpty();
  }

  @Test
  default void aClosedTaskMakesRoomForTheNext() {
    enqueue(LaneKind.SEND, 5, 1, 2);

    assertThat(settle(claimed(NOW), new Settlement.Closed(TaskState.DEAD, WHY), NOW))
        .contains(TaskState.DEAD);

    assertThat(claimed(NOW).task()).isEqualTo(2);
  }

  @Test
  default void aFailingHeadBlocksItsOwnLaneOnly() {
    enqueue(LaneKind.SEND, 5, 1, 2);
    enqueue(LaneKind.SEND, 6, 3);
    var head = claimed(NOW);
    settle(head, LanePorts.again(NOW.plusSeconds(30), true), NOW);

    var other = claimed(NOW);
    settle(other, LanePorts.done("m_3"), NOW);

    assertThat(other.lane()).isEqualTo(6);
    assertThat(claim(LaneKind.SEND, NOW.plusSeconds(29))).isEmpty();
    var retried = claimed(NOW.plusSeconds(30));
    assertThat(retried.task()).isEqualTo(1);
    assertThat(retried.attempts()).isEqualTo(1);
    assertThat(retried.calledAt()).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  default void waitingUsesNoAttempt() {
    enqueue(LaneKind.SEND, 5, 1);
    settle(claimed(NOW), LanePorts.again(NOW, false), NOW);

    assertThat(claimed(NOW).attempts()).isZero();
  }

  @Test
  default void newWorkDoesNotHurryALaneThatWaits() {
    enqueue(LaneKind.SEND, 5, 1);
    settle(claimed(NOW), LanePorts.again(NOW.plusSeconds(30), true), NOW);

    enqueue(LaneKind.SEND, 5, 2);

    assertThat(claim(LaneKind.SEND, NOW.plusSeconds(29))).isEmpty();
  }

  @Test
  default void newWorkWhileTheLastIsUnderWayComesAfterIt() {
    enqueue(LaneKind.SEND, 5, 1);
    var claim = claimed(NOW);
    enqueue(LaneKind.SEND, 5, 2);

    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();
    settle(claim, LanePorts.done("m_1"), NOW);

    assertThat(claimed(NOW).task()).isEqualTo(2);
  }

  @Test
  default void whatIsUnknownStaysToBeFoundOut() {
    enqueue(LaneKind.SEND, 5, 1, 2);
    settle(claimed(NOW), new Settlement.Unknown(NOW.plusSeconds(45), true, WHY), NOW);

    var look = claimed(NOW.plusSeconds(45));

    assertThat(look.task()).isEqualTo(1);
    assertThat(look.ambiguous()).isTrue();
    assertThat(look.takenOver()).isFalse();
    assertThat(look.attempts()).isEqualTo(1);
    assertThat(look.calledAt()).isEqualTo(NOW);
  }

  @Test
  default void whatWaitsForAnAccountIsReleasedWithIt() {
    enqueue(LaneKind.SEND, 5, 1);
    enqueue(LaneKind.SEND, 6, 2);
    var far = NOW.plusSeconds(3_600);
    settle(claimed(NOW), new Settlement.Again(far, false, WHY, Optional.of(ACCOUNT)), NOW);
    settle(claimed(NOW), LanePorts.again(far, false), NOW);
    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();

    transactions().inTransaction(() -> lanes().release(company(), ACCOUNT, NOW));

    assertThat(claimed(NOW).lane()).isEqualTo(5);
    assertThat(claim(LaneKind.SEND, NOW)).isEmpty();
  }

  @Test
  default void whatWasRolledBackIsNotSettled() {
    enqueue(LaneKind.SEND, 5, 1);
    var claim = claimed(NOW);

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          lanes().settle(claim, LanePorts.done("m_1"), NOW);
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(settle(claim, LanePorts.done("m_1"), NOW)).contains(TaskState.DONE);
  }
}
