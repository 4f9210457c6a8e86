package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.Messages.Receipt;
import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendMessagesTest {
  private final OutboundWorld world = new OutboundWorld();

  @Test
  void anAnswerWithinADayIsAPlainResponse() {
    var message = world.answer("Good morning");

    world.work();

    assertThat(world.gateway.calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.part().text()).isEqualTo("Good morning");
              assertThat(call.humanAgent()).isFalse();
            });
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.now(message).externalId()).contains("m_1");
    assertThat(world.frames()).containsExactly("message_status");
  }

  @Test
  void theTagOfTheCallIsTheTask() {
    world.answer("one");
    var task = world.open().getFirst().id();

    world.work();

    assertThat(world.gateway.calls()).extracting(Call::tag).containsExactly(Long.toString(task));
  }

  @Test
  void afterADayAPersonsAnswerCarriesTheTag() {
    world.clock.pass(Duration.ofHours(24));
    world.answer("Sorry, I was out");

    world.work();

    assertThat(world.gateway.calls()).extracting(Call::humanAgent).containsExactly(true);
  }

  @Test
  void afterAWeekNothingIsCalled() {
    world.clock.pass(Duration.ofDays(7));
    var message = world.answer("Still there?");

    world.work();

    assertThat(world.gateway.calls()).isEmpty();
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(world.now(message).error().map(MessageError::code))
        .contains("outside_messaging_window");
  }

  @Test
  void theWindowIsLookedAtWhenTheCallIsMadeAndNotBefore() {
    world.clock.pass(Duration.ofHours(24).minusSeconds(1));
    world.gateway.refuse(SendFailure.Kind.RETRY);
    world.answer("Just in time");
    world.work();

    world.clock.pass(Duration.ofMinutes(1));
    world.work();

    assertThat(world.gateway.calls()).extracting(Call::humanAgent).containsExactly(false, true);
  }

  @Test
  void anAccountWithoutTheTagAnswersForADayOnly() {
    var plain = world.account;
    world.transactions.inTransaction(
        () ->
            world.accounts.update(
                new dev.switchboard.domain.channel.ChannelAccount(
                    plain.company(),
                    plain.id(),
                    plain.key(),
                    plain.name(),
                    true,
                    false,
                    plain.state(),
                    plain.connectedAt(),
                    plain.updatedAt())));
    world.clock.pass(Duration.ofHours(24));
    var message = world.answer("Too late");

    world.work();

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.FAILED);
  }

  @Test
  void aMessageOfSeveralPartsIsSentWhenAllAre() {
    world.gateway.answer(new Sent.Accepted("m_a")).refuse(SendFailure.Kind.RETRY);
    var message = world.answer("one", "two", "three");
    world.work();
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.QUEUED);

    world.workOn(10);

    assertThat(world.gateway.texts()).containsExactly("one", "two", "two", "three");
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.now(message).externalId()).contains("m_a");
  }

  @Test
  void afterAPartFailedTheOthersStayHereAndTheNextMessageGoes() {
    world.gateway.answer(new Sent.Accepted("m_a")).refuse(SendFailure.Kind.PERMANENT);
    var broken = world.answer("one", "two", "three");
    var next = world.answer("four");

    world.work();

    assertThat(world.gateway.texts()).containsExactly("one", "two", "four");
    assertThat(world.now(broken).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(world.now(broken).error().map(MessageError::code)).contains("code_permanent");
    assertThat(world.now(next).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void aMessageThatFailedCanBeSentOnceMoreWithoutWhatArrived() {
    world.gateway.answer(new Sent.Accepted("m_a")).refuse(SendFailure.Kind.PERMANENT);
    var message = world.answer("one", "two");
    world.work();

    world.transactions.inTransaction(
        () ->
            world.deliveries.redrive(
                OutboundWorld.COMPANY, message.id().value(), world.clock.instant()));
    world.work();

    assertThat(world.gateway.texts()).containsExactly("one", "two", "two");
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
    assertThat(world.now(message).error()).isEmpty();
  }

  @Test
  void triesEightTimesAndThenGivesUp() {
    for (int i = 0; i < 8; i++) {
      world.gateway.refuse(SendFailure.Kind.RETRY);
    }
    var message = world.answer("one");
    var task = world.open().getFirst().id();

    world.workOn(3_600);

    assertThat(world.gateway.calls()).hasSize(8);
    assertThat(world.outbox.state(task)).isEqualTo(TaskState.DEAD);
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(world.now(message).error().map(MessageError::code)).contains("code_retry");
  }

  @Test
  void aPlatformThatSaysWhenIsNotAskedBefore() {
    world.gateway.answer(
        new Sent.Refused(
            new SendFailure(
                SendFailure.Kind.RATE_LIMITED,
                new MessageError("rate_limited", "Too fast."),
                Optional.of(Duration.ofMinutes(30)),
                SendFailure.ATTEMPTS)));
    world.answer("one");
    world.work();

    world.clock.pass(Duration.ofMinutes(30).minusMillis(1));
    world.work();
    assertThat(world.gateway.calls()).hasSize(1);

    world.clock.pass(Duration.ofMillis(1));
    world.work();
    assertThat(world.gateway.calls()).hasSize(2);
  }

  @Test
  void whatIsNotTriedCostsNoAttempt() {
    for (int i = 0; i < 50; i++) {
      world.gateway.refuse(SendFailure.Kind.NOT_TRIED);
    }
    var message = world.answer("one");

    world.workOn(600);

    assertThat(world.gateway.calls()).hasSize(51);
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void aDeadTokenHoldsTheQueueUntilThereIsANewOne() {
    world.gateway.refuse(SendFailure.Kind.CHANNEL_REAUTH);
    var first = world.answer("one");
    var second = world.answer("two");
    world.work();

    assertThat(world.accountNow().state()).isEqualTo(ChannelState.REAUTH);
    assertThat(world.now(first).status()).isEqualTo(MessageStatus.QUEUED);
    world.clock.pass(Duration.ofMinutes(30));
    world.work();
    assertThat(world.gateway.calls()).as("nobody calls with a dead token").hasSize(1);

    newToken();
    world.work();

    assertThat(world.gateway.texts()).containsExactly("one", "one", "two");
    assertThat(world.now(second).status()).isEqualTo(MessageStatus.SENT);
  }

  private void newToken() {
    world.transactions.inTransaction(
        () -> {
          var account = world.accountNow();
          world.accounts.update(account.withState(ChannelState.OK, world.clock.instant()));
          world.accounts.replaceToken(account.company(), account.id(), "token-2");
          new ReleaseHeld(world.lanes, world.clock).release(account.company(), account.id());
        });
  }

  @Test
  void aNewTokenIsNotBlamedForTheOldOne() {
    world.gateway.meanwhile(
        _ -> {
          newToken();
          return new Sent.Refused(
              new SendFailure(SendFailure.Kind.CHANNEL_REAUTH, "channel_reauth", "Dead."));
        });
    world.answer("one");

    world.work();

    assertThat(world.accountNow().state()).isEqualTo(ChannelState.OK);
  }

  @Test
  void anInactiveAccountReceivesButDoesNotSend() {
    var account = world.account;
    world.transactions.inTransaction(
        () ->
            world.accounts.update(
                new dev.switchboard.domain.channel.ChannelAccount(
                    account.company(),
                    account.id(),
                    account.key(),
                    account.name(),
                    false,
                    true,
                    account.state(),
                    account.connectedAt(),
                    account.updatedAt())));
    var message = world.answer("one");

    world.work();

    assertThat(world.gateway.calls()).isEmpty();
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.QUEUED);
  }

  @Test
  void aBrokenAccountIsWholeAgainOnceASendSucceeds() {
    world.gateway.refuse(SendFailure.Kind.CHANNEL_BROKEN);
    var message = world.answer("one");
    world.work();
    assertThat(world.accountNow().state()).isEqualTo(ChannelState.BROKEN);
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(world.accounts.signs(OutboundWorld.COMPANY, world.account.id()))
        .hasValueSatisfying(
            signs ->
                assertThat(signs.lastSendError().orElseThrow().code())
                    .isEqualTo("code_channel_broken"));

    world.answer("two");
    world.work();

    assertThat(world.accountNow().state()).isEqualTo(ChannelState.OK);
  }

  @Test
  void aSuspensionAndTheLossOfTheTagAreKept() {
    world.gateway.refuse(SendFailure.Kind.CHANNEL_SUSPENDED).refuse(SendFailure.Kind.STOP_TAG);
    world.answer("one");
    world.work();
    assertThat(world.accountNow().state()).isEqualTo(ChannelState.SUSPENDED);

    world.answer("two");
    world.work();

    assertThat(world.accountNow().humanAgent()).isFalse();
  }

  @Test
  void aDisconnectedAccountSendsNothing() {
    world.transactions.inTransaction(
        () -> world.accounts.remove(OutboundWorld.COMPANY, world.account.id()));
    var message = world.answer("one");

    world.work();

    assertThat(world.now(message).error().map(MessageError::code)).contains("channel_disconnected");
  }

  @Test
  void ourOwnChatNeedsNoCall() {
    var web = new OutboundWorld(Platform.WEB);
    var message = web.answer("one");

    web.work();

    assertThat(web.gateway.calls()).isEmpty();
    assertThat(web.now(message).status()).isEqualTo(MessageStatus.SENT);
  }

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
