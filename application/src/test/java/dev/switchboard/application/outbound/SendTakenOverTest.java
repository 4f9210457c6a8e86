package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A clock goes forward by more than a lease while a call is under way. */
class SendTakenOverTest {
  private final OutboundWorld world = new OutboundWorld();

  @Test
  void aProcessDoesNotTakeOverWhatItIsAtWorkOnItself() {
    world.gateway.meanwhile(
        _ -> {
          world.clock.pass(Duration.ofHours(1));
          assertThat(world.workers.step(LaneKind.SEND)).isFalse();
          return new Sent.Accepted("m_1");
        });
    var message = world.answer("one");

    world.workOn(600);

    assertThat(world.gateway.texts()).containsExactly("one");
    assertThat(world.gateway.lookUps()).isEmpty();
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void whoTakesOverLooksOnlyWhenTheCallHasCertainlyEnded() {
    var other = world.workers();
    world.gateway.meanwhile(
        _ -> {
          world.clock.pass(Duration.ofHours(1));
          assertThat(other.step(LaneKind.SEND)).isTrue();
          world.clock.pass(Duration.ofSeconds(44));
          assertThat(other.step(LaneKind.SEND)).isFalse();
          assertThat(world.gateway.lookUps()).isEmpty();
          return new Sent.Accepted("m_1");
        });
    var message = world.answer("one");
    var called = world.clock.instant();
    world.work();

    world.gateway.finds(new Found.Candidates(List.of("m_1")));
    world.workOn(1);

    assertThat(world.gateway.lookUps()).containsExactly(called);
    assertThat(world.gateway.texts()).containsExactly("one");
    assertThat(world.now(message).externalId()).contains("m_1");
  }
}
