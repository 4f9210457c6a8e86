package dev.switchboard.application.assignment;

import static dev.switchboard.application.conversation.AConversation.withCapacity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.ADesk;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrainBacklogTest {
  private final ADesk desk = new ADesk();

  @Test
  void whoWaitedLongestIsServedFirst() {
    var chats = waiting(3);
    var ada = desk.put(withCapacity(desk.agent(), 2));
    assertThat(desk.drain.handle(desk.company)).isEqualTo(2);
    assertThat(desk.get(chats.get(0).id()).assignee()).contains(ada.user());
    assertThat(desk.get(chats.get(1).id()).assignee()).contains(ada.user());
    assertThat(desk.get(chats.get(2).id()).inBacklog()).isTrue();
    desk.store(
        desk.get(chats.getFirst().id()).movedTo(new Lifecycle.Resolved(), desk.clock.instant()));
    assertThat(desk.drain.handleAll()).isEqualTo(1);
    assertThat(desk.get(chats.get(2).id()).assignee()).contains(ada.user());
  }

  @Test
  void nothingIsRecordedWhileNobodyCan() {
    var chat = waiting(1).getFirst();
    assertThat(desk.drain.handle(desk.company)).isZero();
    assertThat(desk.decisions.of(desk.company, chat.id(), 5)).isEmpty();
    assertThat(desk.frames()).isEmpty();
  }

  @Test
  void manyBatchesAreSharedEvenlyAndAnnounced() {
    waiting(120);
    var agents = IntStream.range(0, 3).mapToObj(_ -> desk.agent().user()).toList();
    assertThat(desk.drain.handle(desk.company)).isEqualTo(120);
    for (var agent : agents) {
      assertThat(desk.conversations.lockAssignedTo(desk.company, agent)).hasSize(40);
    }
    assertThat(desk.frames()).hasSize(120).containsOnly("chat_assigned");
  }

  @Test
  void theDecisionSaysThatTheBacklogWasDrained() {
    var chat = waiting(1).getFirst();
    desk.agent();
    desk.drain.handle(desk.company);
    assertThat(desk.decisions.of(desk.company, chat.id(), 1).getFirst().reason())
        .isEqualTo(Decision.Reason.DRAINED);
  }

  private List<Conversation> waiting(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            _ -> {
              desk.pass(Duration.ofSeconds(1));
              return desk.waiting();
            })
        .toList();
  }
}
