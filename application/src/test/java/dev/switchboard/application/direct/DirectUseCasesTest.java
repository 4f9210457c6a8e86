package dev.switchboard.application.direct;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.direct.DirectFrames.Read;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DirectUseCasesTest {
  private final AnOffice office = new AnOffice();
  private final Caller ada = office.colleague("Ada");
  private final Caller bob = office.colleague("Bob");
  private final Caller cleo = office.colleague("Cleo");
  private final Caller stranger = office.stranger();

  @Test
  void whatIsSentReachesBothAndNobodyElse() {
    var sent = office.write(ada, bob.user(), "hello");

    assertThat(office.frames())
        .containsExactly(
            new StreamEvent(
                office.company,
                new Audience.Users(Set.of(ada.user(), bob.user())),
                "direct_message",
                new DirectFrames.Sent(
                    sent.pair().name(),
                    DirectMessageView.of(sent),
                    ada.user().value(),
                    ada.name())));
    assertThat(office.messages.unread(office.company, bob.user())).isEqualTo(1);
  }

  @Test
  void nobodyWritesToThemselvesOrToSomebodyTheCompanyDoesNotHave() {
    assertRefused(Refused.class, "message_to_self", () -> office.write(ada, ada.user(), "me"));
    for (var nobody : Set.of(stranger.user(), new UserId(123_456))) {
      assertRefused(Missing.class, "recipient_not_found", () -> office.write(ada, nobody, "you"));
    }
    assertThat(office.frames()).isEmpty();
  }

  @Test
  void aConversationThatIsNamedMustBeThatOfTheTwo() {
    var name = "conv_" + ada.user() + "_" + bob.user();

    assertThat(send("hello", Optional.of(name), Optional.empty(), Optional.empty()).pair().name())
        .isEqualTo(name);
    assertRefused(
        Invalid.class,
        "conversation_mismatch",
        () -> send("hello", Optional.of("conv_1_2"), Optional.empty(), Optional.empty()));
  }

  @Test
  void anAnswerAnswersAMessageOfTheSameConversation() {
    var question = office.write(bob, ada.user(), "?");
    var elsewhere = office.write(cleo, ada.user(), "?");

    assertThat(send("!", Optional.empty(), Optional.of(question.id()), Optional.empty()).parent())
        .contains(question.id());
    for (var wrong : Set.of(elsewhere.id(), new DirectMessageId(123_456))) {
      assertRefused(
          Missing.class,
          "parent_not_found",
          () -> send("!", Optional.empty(), Optional.of(wrong), Optional.empty()));
    }
  }

  @Test
  void aRepeatedSendIsOneMessageAndOneFrame() {
    var first = once("hello");
    office.clock.pass(Duration.ofMinutes(5));

    assertThat(once("hello")).isEqualTo(first);
    assertThat(office.frames()).hasSize(1);
    assertRefused(Conflict.class, "client_msg_id_reused", () -> once("something else"));
    assertThat(office.messages.unread(office.company, bob.user())).isEqualTo(1);
  }

  @Test
  void theSenderChangesTheText() {
    var message = office.write(ada, bob.user(), "helo");
    office.clock.pass(Duration.ofMinutes(1));

    var changed = edit(ada, message, Optional.of("hello"));

    assertThat(changed.content().value()).isEqualTo("hello");
    assertThat(changed.updatedAt()).isEqualTo(office.clock.instant());
    assertThat(lastFrame().type()).isEqualTo("direct_message_updated");
    assertThat(edit(ada, message, Optional.empty())).isEqualTo(changed);
    assertThat(edit(ada, message, Optional.of("hello"))).isEqualTo(changed);
    assertThat(office.frames()).hasSize(2);
    for (var other : Set.of(bob, cleo)) {
      for (var text : Set.of(Optional.of("x"), Optional.<String>empty())) {
        assertRefused(Forbidden.class, "access_denied", () -> edit(other, message, text));
      }
    }
    assertRefused(
        Missing.class, "message_not_found", () -> edit(stranger, message, Optional.of("x")));
  }

  @Test
  void theRecipientReadsAMessageOnce() {
    var message = office.write(ada, bob.user(), "hello");

    assertThat(read(bob, message).read()).isTrue();
    assertThat(lastFrame().type()).isEqualTo("direct_message_read");
    assertThat(lastFrame().payload())
        .isEqualTo(
            new Read(
                message.pair().name(),
                bob.user().value(),
                message.id().value(),
                message.createdAt()));
    read(bob, message);
    assertThat(office.frames()).hasSize(2);
    assertRefused(Forbidden.class, "access_denied", () -> read(ada, message));
    assertRefused(Forbidden.class, "access_denied", () -> read(cleo, message));
    assertRefused(Missing.class, "message_not_found", () -> read(stranger, message));
  }

  @Test
  void readingAConversationLeavesTheOthers() {
    var fromAda = office.write(ada, bob.user(), "1");
    office.write(cleo, bob.user(), "2");

    assertThat(readAll(bob, Optional.of(ada.user()))).isEqualTo(1);
    assertThat(lastFrame().payload())
        .isEqualTo(new Read(fromAda.pair().name(), bob.user().value(), null, fromAda.createdAt()));
    assertThat(lastFrame().audience())
        .isEqualTo(new Audience.Users(Set.of(ada.user(), bob.user())));
    assertThat(readAll(bob, Optional.of(ada.user()))).isZero();
    assertThat(office.frames()).hasSize(3);
    assertThat(readAll(bob, Optional.empty())).isEqualTo(1);
    assertThat(office.messages.unread(office.company, bob.user())).isZero();
  }

  @Test
  void whoeverWroteOrGotItRemovesIt() {
    var first = office.write(ada, bob.user(), "1");
    var second = office.write(ada, bob.user(), "2");

    assertRefused(Forbidden.class, "access_denied", () -> delete(cleo, first));
    assertRefused(Missing.class, "message_not_found", () -> delete(stranger, first));
    delete(ada, first);
    delete(bob, second);

    assertThat(lastFrame().type()).isEqualTo("direct_message_deleted");
    assertThat(lastFrame().payload())
        .isEqualTo(new DirectFrames.Deleted(second.pair().name(), second.id().value()));
    assertThat(office.messages.unread(office.company, bob.user())).isZero();
    assertRefused(Missing.class, "message_not_found", () -> delete(ada, first));
  }

  @Test
  void whoWasDisabledSinceTheirRequestCameChangesNothing() {
    var got = office.write(bob, ada.user(), "hello");
    var sent = office.write(ada, bob.user(), "hello");
    office.rights.disable(ada.user());

    for (var attempt :
        List.<ThrowingCallable>of(
            () -> once("again"),
            () -> edit(ada, sent, Optional.of("hullo")),
            () -> read(ada, got),
            () -> readAll(ada, Optional.empty()),
            () -> delete(ada, sent))) {
      assertRefused(Forbidden.class, "user_disabled", attempt);
    }

    assertThat(office.frames()).hasSize(2);
    assertThat(office.messages.find(office.company, sent.id())).contains(sent);
    assertThat(office.messages.find(office.company, got.id())).contains(got);
  }

  private DirectMessage once(String text) {
    return send(text, Optional.empty(), Optional.empty(), Optional.of(new ClientMessageId("c-1")));
  }

  private DirectMessage send(
      String text,
      Optional<String> conversation,
      Optional<DirectMessageId> parent,
      Optional<ClientMessageId> clientId) {
    return office.send.handle(
        new SendDirectMessage.Command(
            ada, bob.user(), conversation, new DirectText(text), parent, clientId));
  }

  private DirectMessage edit(Caller caller, DirectMessage message, Optional<String> text) {
    return office.edit.handle(
        new EditDirectMessage.Command(caller, message.id(), text.map(DirectText::new)));
  }

  private DirectMessage read(Caller caller, DirectMessage message) {
    return office.read.handle(new ReadDirectMessage.Command(caller, message.id()));
  }

  private int readAll(Caller caller, Optional<UserId> from) {
    return office.readAll.handle(new ReadDirectConversations.Command(caller, from));
  }

  private void delete(Caller caller, DirectMessage message) {
    office.delete.handle(new DeleteDirectMessage.Command(caller, message.id()));
  }

  private StreamEvent lastFrame() {
    return office.frames().getLast();
  }
}
