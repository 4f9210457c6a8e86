package dev.switchboard.application.assignment;

import static dev.switchboard.application.conversation.AConversation.inactive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.ADesk;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.stream.Audience;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReassignFromTest {
  private final ADesk desk = new ADesk();
  private final ReassignFrom reassign =
      new ReassignFrom(
          desk.transactions,
          desk.conversations,
          desk.roster,
          desk.assign,
          desk.streams,
          desk.clock);

  @Test
  void whatIsNotResolvedGoesToTheOthersInRotation() {
    var ada = desk.agent();
    var bo = desk.agent();
    var cy = desk.agent();
    var open = desk.assigned(ada);
    var pending = desk.store(desk.assigned(ada).movedTo(new Lifecycle.Pending(), open.updatedAt()));
    assertThat(deactivate(ada)).isEqualTo(2);
    assertThat(desk.get(open.id()).assignee()).contains(bo.user());
    assertThat(desk.get(pending.id()).assignee()).contains(cy.user());
    assertThat(desk.decisions.of(desk.company, open.id(), 1).getFirst().reason())
        .isEqualTo(Decision.Reason.AGENT_DEACTIVATED);
    assertThat(desk.streams.events().getFirst().audience())
        .isEqualTo(new Audience.Viewers(open.id(), Set.of(ada.user())));
  }

  @Test
  void whatNobodyCanTakeJoinsTheBacklog() {
    var ada = desk.agent();
    var chat = desk.assigned(ada);
    deactivate(ada);
    assertThat(desk.get(chat.id()).inBacklog()).isTrue();
    var bo = desk.agent();
    desk.drain.handle(desk.company);
    assertThat(desk.get(chat.id()).assignee()).contains(bo.user());
  }

  @Test
  void whatIsPendingAndNobodyCanTakeIsGivenAwayLaterToo() {
    var ada = desk.agent();
    var now = desk.clock.instant();
    var pending = desk.store(desk.assigned(ada).movedTo(new Lifecycle.Pending(), now));
    var snoozed =
        desk.store(desk.assigned(ada).movedTo(new Lifecycle.Snoozed(now.plusSeconds(60)), now));
    deactivate(ada);
    var bo = desk.agent();
    assertThat(desk.drain.handleAll()).isEqualTo(1);
    assertThat(desk.get(pending.id()).assignee()).contains(bo.user());
    assertThat(desk.get(pending.id()).lifecycle()).isEqualTo(new Lifecycle.Pending());
    assertThat(desk.get(snoozed.id()).assignee()).isEmpty(); // until it wakes
  }

  @Test
  void whatIsResolvedIsNotTheirsAnyMore() {
    var ada = desk.agent();
    desk.agent();
    var done =
        desk.store(desk.assigned(ada).movedTo(new Lifecycle.Resolved(), desk.clock.instant()));
    assertThat(deactivate(ada)).isZero();
    assertThat(desk.get(done.id()).assignee()).isEmpty();
  }

  @Test
  void whatSeveralLeaveAtOnceGoesToWhoStaysAndIsAnnouncedAtTheVeryEnd() {
    var ada = desk.agent();
    var bo = desk.agent();
    var cy = desk.agent();
    var adas = desk.assigned(ada);
    var bos = desk.assigned(bo);

    desk.transactions.inTransaction(
        () -> {
          assertThat(deactivate(ada, bo)).isEqualTo(2);
          assertThat(desk.frames()).isEmpty();
        });

    assertThat(desk.get(adas.id()).assignee()).contains(cy.user());
    assertThat(desk.get(bos.id()).assignee()).contains(cy.user());
    assertThat(desk.streams.events())
        .extracting(StreamEvent::audience)
        .containsExactlyInAnyOrder(
            new Audience.Viewers(adas.id(), Set.of(ada.user())),
            new Audience.Viewers(bos.id(), Set.of(bo.user())));
  }

  private int deactivate(Candidate... agents) {
    List.of(agents).forEach(agent -> desk.put(inactive(agent)));
    return reassign.handle(
        desk.company, Stream.of(agents).map(Candidate::user).collect(Collectors.toSet()));
  }
}
