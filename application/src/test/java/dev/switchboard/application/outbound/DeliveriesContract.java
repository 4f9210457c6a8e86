package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Deliveries.Delivery;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Deliveries} must do. Each test has storage of its own. */
public interface DeliveriesContract {
  Instant NOW = Instant.parse("2026-11-20T12:00:00.123456Z");
  MessageError WHY = new MessageError("temporary", "Try later.");

  Transactions transactions();

  Outbox outbox();

  Lanes lanes();

  Deliveries deliveries();

  /** A company that exists. */
  CompanyId company();

  /** A message of lane 5 whose parts have these ids. */
  private void message(long subject, long... ids) {
    transactions()
        .inTransaction(
            () ->
                outbox()
                    .enqueue(
                        LongStream.of(ids)
                            .mapToObj(
                                id ->
                                    new Outbox.Task(
                                        company(),
                                        LaneKind.SEND,
                                        5,
                                        id,
                                        subject,
                                        (int) (id - ids[0]),
                                        "p" + id,
                                        NOW))
                            .toList()));
  }

  private Optional<Claim> claim(Instant now) {
    return transactions()
        .inTransaction(() -> lanes().claim(LaneKind.SEND, now, now.plusSeconds(60), Set.of()));
  }

  private Optional<TaskState> settle(Claim claim, Settlement settlement) {
    return transactions().inTransaction(() -> lanes().settle(claim, settlement, NOW));
  }

  private void proven(long id, String mid) {
    transactions().inTransaction(() -> deliveries().proven(company(), Map.of(id, mid), NOW));
  }

  private List<TaskState> states(long subject) {
    return deliveries().of(company(), Set.of(subject)).stream().map(Delivery::state).toList();
  }

  private static Settlement unknown() {
    return new Settlement.Unknown(NOW.plusSeconds(45), true, WHY);
  }

  @Test
  default void tellsTheCallsOfAMessageInTheirOrder() {
    message(9, 1, 2);
    message(8, 3);

    assertThat(deliveries().of(company(), Set.of(9L)))
        .containsExactly(
            new Delivery(
                1,
                5,
                9,
                0,
                "p1",
                TaskState.PENDING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new Delivery(
                2,
                5,
                9,
                1,
                "p2",
                TaskState.PENDING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  default void findsByTagByPlatformIdAndByWhatIsUnderWay() {
    message(9, 1, 2, 3);
    settle(claim(NOW).orElseThrow(), new Settlement.Done(Optional.of("m_1")));
    claim(NOW);

    assertThat(deliveries().matching(company(), Set.of(3L), Set.of(), Set.of()))
        .extracting(Delivery::id)
        .containsExactly(3L);
    assertThat(deliveries().matching(company(), Set.of(), Set.of("m_1"), Set.of()))
        .extracting(Delivery::id)
        .containsExactly(1L);
    assertThat(deliveries().matching(company(), Set.of(), Set.of(), Set.of(5L)))
        .extracting(Delivery::id)
        .containsExactly(2L);
    assertThat(deliveries().matching(company(), Set.of(1L, 2L), Set.of("m_1"), Set.of(5L)))
        .extracting(Delivery::id)
        .containsExactly(1L, 2L);
    assertThat(deliveries().matching(new CompanyId(999), Set.of(1L), Set.of("m_1"), Set.of(5L)))
        .isEmpty();
  }

  @Test
  default void aProofWhileTheCallIsUnderWayIsNotUndoneByItsAnswer() {
    message(9, 1, 2);
    var claim = claim(NOW).orElseThrow();
    proven(1, "m_1");

    assertThat(claim(NOW)).as("the worker still has the lane").isEmpty();
    assertThat(settle(claim, unknown())).contains(TaskState.DONE);

    assertThat(claim(NOW).orElseThrow().task()).isEqualTo(2);
  }

  @Test
  default void theAnswerKnowsBestUnderWhichIdItWasDone() {
    message(9, 1);
    var claim = claim(NOW).orElseThrow();
    proven(1, "m_guess");

    settle(claim, new Settlement.Done(Optional.of("m_1")));

    assertThat(deliveries().of(company(), Set.of(9L)).getFirst().externalId()).contains("m_1");
  }

  @Test
  default void aProofEndsTheWaitOfItsLane() {
    message(9, 1, 2);
    settle(claim(NOW).orElseThrow(), unknown());
    assertThat(claim(NOW)).isEmpty();

    proven(1, "m_1");

    assertThat(claim(NOW).orElseThrow().task()).isEqualTo(2);
  }

  @Test
  default void aProofAlsoSettlesWhatWasGivenUpOrIsToBeRepeated() {
    message(9, 1, 2);
    settle(claim(NOW).orElseThrow(), new Settlement.Closed(TaskState.NEEDS_REVIEW, WHY));
    settle(
        claim(NOW).orElseThrow(),
        new Settlement.Again(NOW.plusSeconds(9), true, WHY, Optional.empty()));

    proven(1, "m_1");
    proven(2, "m_2");
    proven(2, "m_late");

    assertThat(deliveries().of(company(), Set.of(9L)))
        .extracting(Delivery::state, Delivery::externalId, Delivery::error)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                TaskState.DONE, Optional.of("m_1"), Optional.empty()),
            org.assertj.core.api.Assertions.tuple(
                TaskState.DONE, Optional.of("m_2"), Optional.empty()));
    assertThat(claim(NOW.plusSeconds(100))).isEmpty();
  }

  @Test
  default void droppedCallsAreNotMadeAndHoldNothingUp() {
    message(9, 1, 2, 3);
    message(8, 4);
    settle(claim(NOW).orElseThrow(), new Settlement.Closed(TaskState.FAILED, WHY));

    transactions().inTransaction(() -> deliveries().drop(company(), 9, WHY, NOW));

    assertThat(states(9)).containsOnly(TaskState.FAILED);
    assertThat(claim(NOW).orElseThrow().task()).isEqualTo(4);
  }

  @Test
  default void whatFailedIsMadeOnceMoreInItsOldPlace() {
    message(9, 1, 2);
    settle(claim(NOW).orElseThrow(), new Settlement.Done(Optional.of("m_1")));
    settle(claim(NOW).orElseThrow(), new Settlement.Closed(TaskState.DEAD, WHY));
    message(8, 3);

    assertThat(transactions().inTransaction(() -> deliveries().redrive(company(), 9, NOW)))
        .isEqualTo(1);

    var again = claim(NOW).orElseThrow();
    assertThat(again.task()).isEqualTo(2);
    assertThat(again.attempts()).isZero();
    settle(again, new Settlement.Done(Optional.of("m_2")));
    assertThat(claim(NOW).orElseThrow().task()).isEqualTo(3);
  }

  @Test
  default void whatDidNotFailIsNotRepeated() {
    message(9, 1, 2);
    settle(claim(NOW).orElseThrow(), new Settlement.Done(Optional.of("m_1")));

    assertThat(transactions().inTransaction(() -> deliveries().redrive(company(), 9, NOW)))
        .isZero();
  }
}
