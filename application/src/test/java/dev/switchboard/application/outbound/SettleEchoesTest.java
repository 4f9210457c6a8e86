package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.inbound.InboundContent.Echo;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.TaskState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettleEchoesTest {
  private final OutboundWorld messenger = new OutboundWorld(Platform.FACEBOOK);
  private final OutboundWorld instagram = new OutboundWorld(Platform.INSTAGRAM);

  @Test
  void anEchoBeforeTheAnswerIsOursByItsTag() {
    messenger.gateway.meanwhile(
        call -> {
          var settled = messenger.hear("m_1", "one", Optional.of(call.tag()));
          assertThat(settled.ours()).hasSize(1);
          assertThat(settled.events()).hasSize(1);
          return new Sent.Accepted("m_1");
        });
    var message = messenger.answer("one");

    messenger.work();

    assertThat(messenger.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(messenger.frames()).as("told once").containsExactly("message_status");
  }

  @Test
  void anEchoAfterTheAnswerIsOursByItsMid() {
    instagram.answer("one");
    instagram.work();

    var settled = instagram.hear("m_1", "something else", Optional.empty());

    assertThat(settled.ours()).hasSize(1);
    assertThat(settled.events()).isEmpty();
  }

  @Test
  void theSameEchoTwiceIsOursTwiceAndToldOnce() {
    var message = messenger.answer("one");
    var tag = Optional.of(Long.toString(messenger.open().getFirst().id()));
    messenger.gateway.refuse(SendFailure.Kind.AMBIGUOUS);
    messenger.work();

    assertThat(messenger.hear("m_1", "one", tag).events()).hasSize(1);
    assertThat(messenger.hear("m_1", "one", tag).events()).isEmpty();
    assertThat(messenger.hear("m_1", "one", tag).ours()).hasSize(1);

    assertThat(messenger.now(message).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void onInstagramTheTextOfTheCallUnderWayMustDo() {
    instagram.gateway.meanwhile(
        _ -> {
          assertThat(instagram.hear("m_ig", " one ", Optional.empty()).ours()).hasSize(1);
          return new Sent.Accepted("m_ig");
        });
    var message = instagram.answer("one");

    instagram.work();

    assertThat(instagram.now(message).externalId()).contains("m_ig");
  }

  @Test
  void onInstagramAnotherTextIsSomebodyElses() {
    instagram.gateway.meanwhile(
        _ -> {
          assertThat(instagram.hear("m_other", "two", Optional.empty()).ours()).isEmpty();
          return new Sent.Accepted("m_ig");
        });
    instagram.answer("one");

    instagram.work();

    assertThat(instagram.gateway.calls()).hasSize(1);
  }

  @Test
  void whatSomebodyElseWroteBeforeIsNotOursWhenItIsToldAgain() {
    var foreign =
        AConversation.message(
            instagram.conversation,
            instagram.ids.next(),
            Author.PAGE,
            "ok",
            MessageStatus.SENT,
            instagram.clock.instant(),
            Optional.of("m_theirs"));
    instagram.transactions.inTransaction(() -> instagram.messages.add(List.of(foreign)));
    instagram.gateway.meanwhile(
        _ -> {
          assertThat(instagram.hear("m_theirs", "ok", Optional.empty()).ours()).isEmpty();
          return new Sent.Accepted("m_ours");
        });
    var message = instagram.answer("ok");

    instagram.work();

    assertThat(instagram.now(message).externalId()).contains("m_ours");
  }

  @Test
  void whatWasNotCalledYetCannotHaveAnEcho() {
    instagram.answer("one");

    assertThat(instagram.hear("m_other", "one", Optional.empty()).ours()).isEmpty();
  }

  @Test
  void onMessengerAnEchoWithoutOurTagIsSomebodyElses() {
    messenger.gateway.meanwhile(
        _ -> {
          assertThat(messenger.hear("m_other", "one", Optional.empty()).ours()).isEmpty();
          assertThat(messenger.hear("m_third", "one", Optional.of("other-app")).ours()).isEmpty();
          assertThat(messenger.hear("m_4th", "one", Optional.of("123456789")).ours()).isEmpty();
          return new Sent.Accepted("m_1");
        });
    messenger.answer("one");

    messenger.work();

    assertThat(messenger.gateway.calls()).hasSize(1);
  }

  @Test
  void aTagOfAnotherConversationProvesNothing() {
    messenger.answer("one");
    var task = messenger.open().getFirst().id();
    var elsewhere = new OutboundWorld(Platform.FACEBOOK);
    var stranger =
        new OwnEchoes.Heard(
            messenger.account,
            AConversation.of(
                OutboundWorld.COMPANY,
                999,
                messenger.account.id(),
                elsewhere.conversation.contact(),
                messenger.clock.instant()),
            new Echo(
                "m_x",
                "one",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Long.toString(task))),
            messenger.clock.instant());

    var settled =
        messenger.transactions.inTransaction(() -> messenger.echoes.settle(List.of(stranger)));

    assertThat(settled.ours()).isEmpty();
    assertThat(messenger.outbox.state(task)).isEqualTo(TaskState.PENDING);
  }

  @Test
  void everyPartHasAnEchoOfItsOwn() {
    instagram.gateway.refuse(SendFailure.Kind.AMBIGUOUS);
    var message = instagram.answer("same", "same");
    instagram.work();

    assertThat(instagram.hear("m_a", "same", Optional.empty()).ours()).hasSize(1);
    assertThat(instagram.now(message).status()).isEqualTo(MessageStatus.QUEUED);
    instagram.work();

    assertThat(instagram.gateway.calls()).hasSize(2);
    assertThat(instagram.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(instagram.now(message).externalId()).contains("m_a");
  }
}
