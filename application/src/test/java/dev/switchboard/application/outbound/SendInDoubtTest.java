package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.Messages.Receipt;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call was made and nobody knows yet what became of it. */
class SendInDoubtTest {
  private final OutboundWorld world = new OutboundWorld();

  @Test
  void aCallInDoubtWaitsForItsEchoAndIsNotRepeated() {
    world.gateway.refuse(SendFailure.Kind.AMBIGUOUS);
    var message = world.answer("one");
    var next = world.answer("two");
    var tag = Long.toString(world.open().getFirst().id());
    world.work();
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.AMBIGUOUS);
    assertThat(world.gateway.calls()).as("nothing overtakes it").hasSize(1);

    world.hear("m_echo", "one", Optional.of(tag));
    world.work();

    assertThat(world.gateway.texts()).containsExactly("one", "two");
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.now(message).externalId()).contains("m_echo");
    assertThat(world.now(next).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.gateway.lookUps()).isEmpty();
  }

  @Test
  void withoutAnEchoThePlatformIsAskedAndMayKnowIt() {
    world
        .gateway
        .refuse(SendFailure.Kind.AMBIGUOUS)
        .finds(new Found.Candidates(List.of("m_found")));
    var message = world.answer("one");
    var called = world.clock.instant();
    world.work();

    world.clock.pass(Duration.ofSeconds(44));
    world.work();
    assertThat(world.gateway.lookUps()).isEmpty();
    world.clock.pass(Duration.ofSeconds(1));
    world.work();

    assertThat(world.gateway.lookUps()).containsExactly(called);
    assertThat(world.gateway.calls()).hasSize(1);
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.now(message).externalId()).contains("m_found");
  }

  @Test
  void whatThePlatformNeverSawIsSentAgain() {
    world.gateway.refuse(SendFailure.Kind.AMBIGUOUS).finds(new Found.Candidates(List.of()));
    var message = world.answer("one");

    world.workOn(120);

    assertThat(world.gateway.texts()).containsExactly("one", "one");
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void theSameWordsSentBeforeAreNotTakenForTheCallInDoubt() {
    world
        .gateway
        .answer(new Sent.Accepted("m_first"))
        .refuse(SendFailure.Kind.AMBIGUOUS)
        .finds(new Found.Candidates(List.of("m_first")));
    world.answer("ok");
    world.answer("ok");

    world.workOn(120);

    assertThat(world.gateway.texts()).containsExactly("ok", "ok", "ok");
  }

  private Message elsewhere(String mid, Instant at) {
    var message =
        AConversation.message(
            world.conversation,
            world.ids.next(),
            Author.PAGE,
            "ok",
            MessageStatus.SENT,
            at,
            Optional.of(mid));
    world.transactions.inTransaction(() -> world.messages.add(List.of(message)));
    return message;
  }

  @Test
  void theSameWordsWrittenElsewhereBeforeAreNotTakenForTheCallInDoubt() {
    elsewhere("m_elsewhere", world.clock.instant().minusSeconds(61));
    world
        .gateway
        .refuse(SendFailure.Kind.AMBIGUOUS)
        .finds(new Found.Candidates(List.of("m_elsewhere")));
    world.answer("ok");

    world.workOn(120);

    assertThat(world.gateway.texts()).containsExactly("ok", "ok");
  }

  @Test
  void anEchoStoredAsWrittenElsewhereSinceTheCallIsTakenForIt() {
    world.gateway.refuse(SendFailure.Kind.AMBIGUOUS);
    var message = world.answer("ok");
    world.work();
    // by the clock of another node
    var echo = elsewhere("m_echo", world.clock.instant().minusSeconds(59));
    world.gateway.finds(new Found.Candidates(List.of("m_echo")));

    world.workOn(120);

    assertThat(world.gateway.texts()).containsExactly("ok");
    assertThat(world.now(message).externalId()).contains("m_echo");
    assertThat(world.messages.find(OutboundWorld.COMPANY, echo.id())).isEmpty();
  }

  @Test
  void whatNobodyCanTellIsLeftToAPersonAndTheLaneGoesOn() {
    world
        .gateway
        .refuse(SendFailure.Kind.AMBIGUOUS)
        .finds(
            new Found.Unclear(
                new SendFailure(SendFailure.Kind.RETRY, "platform_unavailable", "Down.")));
    var message = world.answer("one");
    var task = world.open().getFirst().id();
    var next = world.answer("two");

    world.workOn(3_600);

    assertThat(world.outbox.state(task)).isEqualTo(TaskState.NEEDS_REVIEW);
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.AMBIGUOUS);
    assertThat(world.now(message).error().map(MessageError::code)).contains("delivery_unknown");
    assertThat(world.gateway.texts()).containsExactly("one", "two");
    assertThat(world.now(next).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void aLateEchoSettlesEvenWhatWasGivenUp() {
    for (int i = 0; i < 8; i++) {
      world.gateway.refuse(SendFailure.Kind.RETRY);
    }
    var message = world.answer("one");
    var tag = Long.toString(world.open().getFirst().id());
    world.workOn(3_600);

    world.hear("m_late", "one", Optional.of(tag));

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.now(message).error()).isEmpty();
  }

  /** The machine is gone in the middle of a call: nothing after it runs. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aKillAfterTheCallLeftDoesNotSendItTwice() {
    world.gateway.meanwhile(
        _ -> {
          throw new Killed();
        });
    var message = world.answer("one");
    var tag = Long.toString(world.open().getFirst().id());
    assertThatThrownBy(world::work).isInstanceOf(Killed.class);

    var restarted = world.workers();
    assertThat(restarted.step(LaneKind.SEND)).as("the lease still holds").isFalse();
    world.clock.pass(LaneWorkers.Config.DEFAULT.lease());
    world.hear("m_echo", "one", Optional.of(tag));
    while (restarted.step(LaneKind.SEND)) {
      // until nothing is due
    }

    assertThat(world.gateway.calls()).hasSize(1);
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.now(message).externalId()).contains("m_echo");
  }

  @Test
  void aKillWithoutAnEchoIsFoundOutAboutAndNotRepeatedBlindly() {
    world
        .gateway
        .meanwhile(
            _ -> {
              throw new Killed();
            })
        .finds(new Found.Candidates(List.of("m_found")));
    var message = world.answer("one");
    assertThatThrownBy(world::work).isInstanceOf(Killed.class);

    world.workOn(120);

    assertThat(world.gateway.calls()).hasSize(1);
    assertThat(world.gateway.lookUps()).hasSize(1);
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void aGatewayThatThrowsLeavesTheCallInDoubt() {
    world.gateway.meanwhile(
        _ -> {
          throw new IllegalStateException("a fault of ours after the call");
        });
    var message = world.answer("one");

    world.work();

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.AMBIGUOUS);
  }

  @Test
  void anEchoTakenForSomebodyElsesIsTakenBackWhenTheAnswerComes() {
    var foreign =
        AConversation.message(
            world.conversation,
            world.ids.next(),
            Author.PAGE,
            "one, as the platform rewrote it",
            MessageStatus.SENT,
            world.clock.instant(),
            Optional.of("m_own"));
    world.gateway.meanwhile(
        _ -> {
          world.transactions.inTransaction(() -> world.messages.add(List.of(foreign)));
          return new Sent.Accepted("m_own");
        });
    var message = world.answer("one");

    world.work();

    assertThat(world.messages.find(OutboundWorld.COMPANY, foreign.id())).isEmpty();
    assertThat(world.now(message).externalId()).contains("m_own");
    assertThat(world.frames()).containsExactly("message_updated", "message_status");
  }

  @Test
  void aReceiptThatWasFasterThanUsIsNotTakenBack() {
    world.gateway.meanwhile(
        call -> {
          world.hear("m_1", "one", Optional.of(call.tag()));
          world.transactions.inTransaction(
              () ->
                  world.messages.advance(
                      List.of(
                          new Receipt(
                              OutboundWorld.COMPANY,
                              world.conversation.id(),
                              Optional.empty(),
                              Optional.of(world.clock.instant())))));
          return new Sent.Accepted("m_1");
        });
    var message = world.answer("one");

    world.work();

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.READ);
  }
}
