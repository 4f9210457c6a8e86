package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an account must be to send, and what sending shows of it. */
class SendingAccountsTest {
  private final OutboundWorld world = new OutboundWorld();

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
    var message = world.answer("one");

    world.work();

    assertThat(world.accountNow().state()).isEqualTo(ChannelState.OK);
    assertThat(world.now(message).status()).as("sent with it").isEqualTo(MessageStatus.SENT);
  }

  @Test
  void aTokenThatComesBeforeTheOutcomeIsSettledIsUsedAtOnce() {
    world.gateway.refuse(SendFailure.Kind.CHANNEL_REAUTH);
    var message = world.answer("one");
    world.beforeSettling(this::newToken);

    world.work();

    assertThat(world.gateway.calls()).hasSize(2);
    assertThat(world.now(message).status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void anInactiveAccountReceivesButDoesNotSend() {
    var account = world.account;
    world.transactions.inTransaction(
        () ->
            world.accounts.update(
                new ChannelAccount(
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
  void anAccountWithoutTheTagAnswersForADayOnly() {
    var plain = world.account;
    world.transactions.inTransaction(
        () ->
            world.accounts.update(
                new ChannelAccount(
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
}
