package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.MessageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Receipts that are here before we know that the answer went out. */
class SendReceiptsTest {
  private final OutboundWorld world = new OutboundWorld();

  @Test
  void whatALookUpFindsIsAsFarAsReceiptsSaidMeanwhile() {
    world
        .gateway
        .refuse(SendFailure.Kind.AMBIGUOUS)
        .finds(new Found.Candidates(List.of("m_found")));
    var message = world.answer("one");
    world.work();
    world.reached(Optional.of(world.clock.instant()), Optional.empty());
    world.clock.pass(Duration.ofSeconds(1));
    world.reached(Optional.empty(), Optional.of(world.clock.instant()));

    world.workOn(120);

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.READ);
  }

  @Test
  void aReceiptThatAnotherNodeHasBeforeTheAnswerIsSettledCounts() {
    world.gateway.meanwhile(
        _ -> {
          world.reached(Optional.of(world.clock.instant()), Optional.empty());
          return new Sent.Accepted("m_1");
        });
    var message = world.answer("one");

    world.work();

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  /** The receipt named the echo, whose time by the platform's clock is before our call. */
  @ParameterizedTest
  @EnumSource(names = {"SENT", "DELIVERED", "READ"})
  void howFarAnEchoGotThatIsTakenBackTheAnswerHasGot(MessageStatus status) {
    world.gateway.meanwhile(
        _ -> {
          var echo =
              AConversation.message(
                  world.conversation,
                  world.ids.next(),
                  Author.PAGE,
                  "one, as the platform rewrote it",
                  status,
                  world.clock.instant().minusSeconds(1),
                  Optional.of("m_own"));
          world.transactions.inTransaction(() -> world.messages.add(List.of(echo)));
          return new Sent.Accepted("m_own");
        });
    var message = world.answer("one");

    world.work();

    assertThat(world.now(message).externalId()).contains("m_own");
    assertThat(world.now(message).status()).isEqualTo(status);
  }

  @Test
  void anEchoThatComesAfterTheReceiptBringsItAsFar() {
    world.gateway.refuse(SendFailure.Kind.AMBIGUOUS);
    var message = world.answer("one");
    var tag = Long.toString(world.open().getFirst().id());
    world.work();
    world.reached(Optional.empty(), Optional.of(world.clock.instant()));

    world.hear("m_echo", "one", Optional.of(tag));

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.READ);
  }

  @Test
  void whatWasWrittenBeforeTheCustomerReadAndLeftAfterIsNotRead() {
    var message = world.answer("one");
    world.clock.pass(Duration.ofSeconds(1));
    world.reached(Optional.of(world.clock.instant()), Optional.of(world.clock.instant()));
    world.clock.pass(Duration.ofSeconds(1));

    world.work();

    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
  }
}
