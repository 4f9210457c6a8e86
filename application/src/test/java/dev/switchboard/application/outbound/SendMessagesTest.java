package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Duration;
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
  void aCallHasToLeaveLongBeforeSomebodyElseMayMakeIt() {
    world.answer("one");
    var begun = world.clock.instant();

    world.work();

    assertThat(world.gateway.calls())
        .extracting(Call::leaveBy)
        .singleElement()
        .isEqualTo(begun.plusSeconds(20))
        .satisfies(by -> assertThat(by).isBefore(begun.plus(LaneWorkers.Config.DEFAULT.lease())));
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
  void ourOwnChatNeedsNoCall() {
    var web = new OutboundWorld(Platform.WEB);
    var message = web.answer("one");

    web.work();

    assertThat(web.gateway.calls()).isEmpty();
    assertThat(web.now(message).status()).isEqualTo(MessageStatus.SENT);
  }
}
