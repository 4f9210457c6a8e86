package dev.switchboard.application.assignment;

import static dev.switchboard.application.conversation.AConversation.withCapacity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.conversation.ADesk;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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
    var agents = IntStream.range(0, 3).mapToObj(_ -> desk.agent()).toList();
    assertThat(desk.drain.handle(desk.company)).isEqualTo(120);
    for (var agent : agents) {
      assertThat(held(agent)).hasSize(40);
    }
    assertThat(desk.frames()).hasSize(120).containsOnly("chat_assigned");
  }

  @Test
  void aChatThatSomebodyElseGaveAwayMeanwhileDoesNotEndIt() {
    waiting(60);
    var ada = desk.agent();
    var raced = new AtomicBoolean();
    var conversations =
        (Conversations)
            Proxy.newProxyInstance(
                Conversations.class.getClassLoader(),
                new Class<?>[] {Conversations.class},
                (_, method, arguments) -> {
                  var answer = method.invoke(desk.conversations, arguments);
                  return method.getName().equals("lockBacklog") && raced.compareAndSet(false, true)
                      ? withoutTheFirst((List<?>) answer, ada)
                      : answer;
                });

    var given = desk.drain(conversations).handle(desk.company);

    assertThat(given).isEqualTo(59);
    assertThat(held(ada)).hasSize(60);
  }

  private List<?> withoutTheFirst(List<?> backlog, Candidate agent) {
    desk.store(((Conversation) backlog.getFirst()).assignTo(agent.user(), desk.clock.instant()));
    return backlog.subList(1, backlog.size());
  }

  @Test
  void theDecisionSaysThatTheBacklogWasDrained() {
    var chat = waiting(1).getFirst();
    desk.agent();
    desk.drain.handle(desk.company);
    assertThat(desk.decisions.of(desk.company, chat.id(), 1).getFirst().reason())
        .isEqualTo(Decision.Reason.DRAINED);
  }

  @Test
  void whatFollowsARunningUnitOfWorkBeginsAfterItsCommit() {
    waiting(60);
    var ada = desk.agent();

    desk.transactions.inTransaction(
        () -> {
          desk.drain.follow(desk.company);
          assertThat(held(ada)).isEmpty();
          assertThatThrownBy(() -> desk.drain.handle(desk.company))
              .isInstanceOf(IllegalStateException.class);
        });

    assertThat(held(ada)).hasSize(60);
  }

  @Test
  void whatIsRolledBackIsFollowedByNothing() {
    waiting(1);
    var ada = desk.agent();

    assertThatThrownBy(
            () ->
                desk.transactions.inTransaction(
                    () -> {
                      desk.drain.follow(desk.company);
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(held(ada)).isEmpty();
  }

  @Test
  void whatFollowsMayFailForWantOfTheStorageAndForNothingElse() {
    desk.failingDrain(new Contention(new SQLException("deadlock"))).follow(desk.company);
    desk.failingDrain(new StorageUnavailable("down", new SQLException())).follow(desk.company);
    assertThatThrownBy(
            () -> desk.failingDrain(new IllegalStateException("a defect")).follow(desk.company))
        .hasMessage("a defect");
  }

  @Test
  void theSweepGoesPastWhatIsContendedAndStopsWithoutAStorage() {
    waiting(1);
    var contended = desk.failingDrain(new Contention(new SQLException("deadlock")));
    var down = desk.failingDrain(new StorageUnavailable("down", new SQLException()));

    assertThat(contended.handleAll()).isZero();
    assertThatThrownBy(down::handleAll).isInstanceOf(StorageUnavailable.class);
  }

  private List<Conversation> held(Candidate agent) {
    return desk.conversations.lockAssignedTo(desk.company, Set.of(agent.user()));
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
