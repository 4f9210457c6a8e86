package dev.switchboard.domain.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Candidate ada = agent(1);
  private final Candidate bo = agent(2);
  private final Candidate cy = agent(3);

  @Test
  void takesTurnsInOrderOfCreationAndWraps() {
    assertThat(turns(start(cy, ada, bo), 4)).containsExactly(1L, 2L, 3L, 1L);
  }

  @Test
  void thoseOfTheSameMomentGoById() {
    var younger = agent(9, NOON.plusSeconds(1));
    assertThat(turns(start(younger, agent(8, NOON.plusSeconds(1)), ada), 3))
        .containsExactly(1L, 8L, 9L);
  }

  @Test
  void goesOnAfterWhereItWasThoughThatAgentHasLeft() {
    var rotation = RoundRobin.of(List.of(ada, cy), Optional.of(bo.position()));
    assertThat(turns(rotation, 2)).containsExactly(3L, 1L);
  }

  @Test
  void aNewcomerComesAfterThoseWhoWereThereBefore() {
    var rotation = RoundRobin.of(List.of(ada, bo, agent(4)), Optional.of(bo.position()));
    assertThat(turns(rotation, 3)).containsExactly(4L, 1L, 2L);
  }

  @Test
  void skipsWhoCannotAndSaysWhy() {
    var gone = new Candidate(ada.position(), "Ada", false, true, 0, OptionalInt.empty());
    var paused = new Candidate(bo.position(), "Bo", true, false, 0, OptionalInt.empty());
    var full = new Candidate(cy.position(), "Cy", true, true, 2, OptionalInt.of(2));
    var turn = start(gone, paused, full, agent(4), agent(5)).next();
    assertThat(turn.chosen()).map(Candidate::user).contains(new UserId(4));
    assertThat(turn.considered())
        .extracting(Decision.Considered::verdict)
        .containsExactly(
            Verdict.INACTIVE,
            Verdict.ROUTING_PAUSED,
            Verdict.AT_CAPACITY,
            Verdict.CHOSEN,
            Verdict.ELIGIBLE);
  }

  @Test
  void aCapacityIsNotExceededWithinOneRotation() {
    var one = new Candidate(ada.position(), "Ada", true, true, 0, OptionalInt.of(1));
    var two = new Candidate(bo.position(), "Bo", true, true, 0, OptionalInt.of(2));
    var rotation = start(one, two);
    assertThat(turns(rotation, 3)).containsExactly(1L, 2L, 2L);
    var after = rotation.next().after().next().after().next().after();
    assertThat(after.next().chosen()).isEmpty();
  }

  @Test
  void whereNobodyCanTheRotationStaysWhereItWas() {
    var gone = new Candidate(ada.position(), "Ada", false, true, 0, OptionalInt.empty());
    var rotation = RoundRobin.of(List.of(gone), Optional.of(bo.position()));
    assertThat(rotation.next().chosen()).isEmpty();
    assertThat(rotation.next().after()).isEqualTo(rotation);
    assertThat(start().next().chosen()).isEmpty();
  }

  private static RoundRobin start(Candidate... candidates) {
    return RoundRobin.of(List.of(candidates), Optional.empty());
  }

  private static List<Long> turns(RoundRobin rotation, int count) {
    var chosen = new ArrayList<Long>();
    var now = rotation;
    for (int i = 0; i < count; i++) {
      var turn = now.next();
      chosen.add(turn.chosen().orElseThrow().user().value());
      now = turn.after();
    }
    return chosen;
  }

  private static Candidate agent(long id) {
    return agent(id, NOON.plusSeconds(id));
  }

  private static Candidate agent(long id, Instant createdAt) {
    var position = new Position(createdAt, new UserId(id));
    return new Candidate(position, "agent " + id, true, true, 0, OptionalInt.empty());
  }
}
