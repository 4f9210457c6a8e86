package dev.switchboard.application.conversation;

import static dev.switchboard.application.Refusals.assertRefused;
import static dev.switchboard.application.conversation.AConversation.withCapacity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Contention;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.conversation.Priority;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reading, labelling, putting aside, waking up and noting. */
class ChatCareTest {
  private final ADesk desk = new ADesk();
  private final Candidate ada = desk.put(withCapacity(desk.agent(), 1));
  private final Caller agent = desk.as(ada);
  private final Conversation chat = desk.assigned(ada);
  private final MarkRead markRead =
      new MarkRead(
          desk.transactions,
          desk.rights,
          desk.conversations,
          desk.messages,
          desk.streams,
          desk.clock);
  private UpdateChat update = update(desk.drain);
  private final WakeSnoozed wake =
      new WakeSnoozed(desk.transactions, desk.conversations, desk.streams, desk.clock);
  private final AddNote addNote =
      new AddNote(
          desk.transactions,
          desk.rights,
          desk.conversations,
          desk.messages,
          desk.streams,
          desk.ids,
          desk.clock);

  @Test
  void whatCameAfterTheLastSeenMessageStaysUnread() {
    var first = desk.receive(chat, "1");
    desk.receive(chat, "2");
    desk.receive(chat, "3");
    assertThat(read(agent, Optional.of(first.id())).unread()).isEqualTo(2);
    assertThat(read(agent, Optional.empty()).unread()).isZero();
    assertThat(desk.frames()).containsExactly("chat_updated", "chat_updated");
    read(agent, Optional.empty());
    assertThat(desk.frames()).hasSize(2);
  }

  @Test
  void whatCameLateAndStandsBeforeWhatWasSeenStaysUnread() {
    var first = desk.receive(chat, "1");
    desk.pass(Duration.ofSeconds(2));
    var last = desk.receive(chat, "3");
    var shown = Set.of(first.id(), last.id());
    desk.pass(Duration.ofSeconds(-1));
    desk.receive(chat, "2, whose webhook was delayed");

    var read =
        markRead.handle(new MarkRead.Command(agent, chat.id(), Optional.of(last.id()), shown));

    assertThat(read.unread()).isEqualTo(1);
    assertThat(read(agent, Optional.empty()).unread()).isZero();
  }

  @Test
  void aMessageOfAnotherChatWasNotSeenHere() {
    var elsewhere = desk.receive(desk.chat(), "x");
    assertRefused(
        Missing.class, "message_not_found", () -> read(agent, Optional.of(elsewhere.id())));
    assertRefused(
        Forbidden.class, "access_denied", () -> read(desk.as(desk.agent()), Optional.empty()));
  }

  @Test
  void labelsWhatIsGivenAndLeavesTheRest() {
    var labelled = change(null, null, Priority.URGENT, List.of("b", "a", "b"));
    assertThat(labelled.priority()).isEqualTo(Priority.URGENT);
    assertThat(labelled.tags()).containsExactly("a", "b");
    assertThat(change("pending", null, null, null).tags()).containsExactly("a", "b");
    assertThat(desk.get(chat.id()).lifecycle()).isInstanceOf(Lifecycle.Pending.class);
  }

  @Test
  void whatIsResolvedLeavesRoomForWhoWaits() {
    var waiting = desk.waiting();
    change("resolved", null, null, null);
    assertThat(desk.get(waiting.id()).assignee()).contains(ada.user());
    assertThat(desk.get(chat.id()).assignee()).contains(ada.user());
  }

  @Test
  void whatIsResolvedIsSoAlsoWhereTheBacklogCannotBeGivenOut() {
    update = update(desk.failingDrain(new Contention(new SQLException("deadlock"))));
    assertThat(change("resolved", null, null, null)).isEqualTo(desk.get(chat.id()));
    assertThat(desk.get(chat.id()).lifecycle()).isInstanceOf(Lifecycle.Resolved.class);
  }

  @Test
  void whatIsReopenedWithoutAnAssigneeGoesThroughTheRotation() {
    var done = desk.store(desk.chat().movedTo(new Lifecycle.Resolved(), desk.clock.instant()));
    var bo = desk.agent();
    assertThat(leave(done, "open").assignee()).contains(bo.user());
    assertThat(desk.frames()).containsExactly("chat_updated", "chat_assigned");
  }

  @Test
  void byWhicheverDoorItLeavesResolvedItGoesThroughTheRotation() {
    var bo = desk.agent();
    for (var door : List.of("pending", "snoozed")) {
      var done = desk.store(desk.chat().movedTo(new Lifecycle.Resolved(), desk.clock.instant()));
      assertThat(leave(done, door).assignee()).contains(bo.user());
      assertThat(desk.get(done.id()).lifecycle().code()).isEqualTo(door);
    }
    assertThat(desk.frames())
        .containsExactly("chat_updated", "chat_assigned", "chat_updated", "chat_assigned");
  }

  @Test
  void whatWasResolvedAndPutAsideWhileNobodyCouldTakeItWaitsForAnAgent() {
    var done = desk.store(desk.chat().movedTo(new Lifecycle.Resolved(), desk.clock.instant()));
    leave(done, "snoozed");
    desk.pass(Duration.ofSeconds(60));
    assertThat(wake.handle()).isEqualTo(1);
    var bo = desk.agent();
    assertThat(desk.drain.handleAll()).isEqualTo(1);
    assertThat(desk.get(done.id()).assignee()).contains(bo.user());
  }

  @Test
  void whatSomebodyTookAwayAndWasNeverResolvedStaysWithNobody() {
    desk.agent();
    for (var door : List.of("pending", "snoozed", "open")) {
      var taken = desk.chat();
      assertThat(leave(taken, door).assignee()).isEmpty();
    }
    desk.pass(Duration.ofSeconds(60));
    assertThat(wake.handle()).isEqualTo(1);
    assertThat(desk.drain.handleAll()).isZero();
  }

  private Conversation leave(Conversation chat, String door) {
    return update.handle(
        new UpdateChat.Command(
            desk.supervisor(),
            chat.id(),
            Optional.of(door),
            Optional.of(desk.clock.instant().plusSeconds(60)).filter(_ -> door.equals("snoozed")),
            Optional.empty(),
            Optional.empty(),
            Seen.ANYTHING));
  }

  @Test
  void aSnoozedChatWakesWhenItsTimeHasCome() {
    var until = desk.clock.instant().plusSeconds(60);
    change("snoozed", until, null, null);
    assertThat(wake.handle()).isZero();
    desk.pass(Duration.ofSeconds(60));
    assertThat(wake.handle()).isEqualTo(1);
    assertThat(desk.get(chat.id()).lifecycle()).isEqualTo(Lifecycle.OPEN);
    assertThat(desk.frames()).containsExactly("chat_updated", "chat_updated");
  }

  @Test
  void aSnoozeNeedsATimeToComeAndNothingElseHasOne() {
    var now = desk.clock.instant();
    assertInvalid("snoozed", null);
    assertInvalid("snoozed", now);
    assertInvalid("snoozed", now.plus(Duration.ofDays(4_000)));
    assertInvalid(null, now.minusSeconds(1));
    assertInvalid("resolved", now.plusSeconds(60));
    assertInvalid("closed", null);
    assertThat(change(null, now.plusSeconds(60), null, null).lifecycle())
        .isEqualTo(new Lifecycle.Snoozed(now.plusSeconds(60)));
  }

  @Test
  void aNoteStaysInTheHouse() {
    desk.receive(chat, "hello");
    var before = desk.get(chat.id());
    var note = note(agent, "knows the boss");
    assertThat(note.kind()).isEqualTo(MessageKind.NOTE);
    assertThat(note.status().advance(MessageStatus.READ)).isEqualTo(note.status());
    assertThat(desk.outbox.tasks()).isEmpty();
    assertThat(desk.get(chat.id())).isEqualTo(before);
    assertThat(desk.frames()).containsExactly("new_message");
    assertRefused(Refused.class, "message_empty", () -> note(agent, " "));
    assertRefused(Forbidden.class, "access_denied", () -> note(desk.as(desk.agent()), "x"));
  }

  @Test
  void whoLostTheRightSinceTheirRequestCameReadsChangesAndNotesNothing() {
    desk.receive(chat, "hello");
    var before = desk.get(chat.id());
    desk.rights.take(agent.user());

    for (var attempt :
        List.<ThrowingCallable>of(
            () -> read(agent, Optional.empty()),
            () -> change("resolved", null, null, null),
            () -> note(agent, "x"))) {
      assertRefused(Forbidden.class, "insufficient_permissions", attempt);
    }

    assertThat(desk.get(chat.id())).isEqualTo(before);
    assertThat(desk.frames()).isEmpty();
  }

  private void assertInvalid(String state, Instant until) {
    assertRefused(Invalid.class, "invalid", () -> change(state, until, null, null));
  }

  private Conversation read(Caller caller, Optional<MessageId> lastSeen) {
    return markRead.handle(new MarkRead.Command(caller, chat.id(), lastSeen));
  }

  private Message note(Caller caller, String text) {
    return addNote.handle(new AddNote.Command(caller, chat.id(), text));
  }

  private UpdateChat update(DrainBacklog drain) {
    return new UpdateChat(
        desk.transactions,
        desk.rights,
        desk.conversations,
        desk.assign,
        drain,
        desk.streams,
        desk.clock);
  }

  private Conversation change(String state, Instant until, Priority priority, List<String> tags) {
    return update.handle(
        new UpdateChat.Command(
            agent,
            chat.id(),
            Optional.ofNullable(state),
            Optional.ofNullable(until),
            Optional.ofNullable(priority),
            Optional.ofNullable(tags),
            Seen.ANYTHING));
  }
}
