package dev.switchboard.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.channel.ChannelProbe.Answer;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepSubscribedTest {
  private static final CompanyId ACME = new CompanyId(1);

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);
  private final List<String> calls = new ArrayList<>();
  private final ChannelAccount page = AChannelAccount.page(ACME, 1, "100");
  private Answer answer = new Answer.Works(Optional.empty(), true);
  private Instant now = AChannelAccount.CONNECTED;
  private Runnable meanwhile = () -> {};

  private final KeepSubscribed keep =
      new KeepSubscribed(accounts, new Probe(), transactions, new Now());

  @BeforeEach
  void connect() {
    transactions.inTransaction(() -> accounts.add(page, "token"));
  }

  @Test
  void aNewAccountIsLookedAtOnceAndAgainAfterAWhile() {
    keep.handle();
    keep.handle();
    assertThat(calls).containsExactly("ask 100 token");

    now = now.plus(KeepSubscribed.EVERY);
    keep.handle();
    assertThat(calls).hasSize(2);
  }

  @Test
  void aChangedAccountIsLookedAtAtOnce() {
    keep.handle();
    change(page.withState(ChannelState.OK, now.plus(Duration.ofSeconds(1))));

    keep.handle();

    assertThat(calls).hasSize(2);
  }

  @Test
  void anIncompleteSubscriptionIsMadeAnew() {
    answer = new Answer.Works(Optional.empty(), false);

    keep.handle();

    assertThat(calls).containsExactly("ask 100 token", "subscribe 100 token");
  }

  @Test
  void aDeadTokenIsFoundAndNotAskedAboutAgain() {
    answer = new Answer.TokenRefused();

    keep.handle();
    now = now.plus(KeepSubscribed.EVERY);
    keep.handle();

    assertThat(state()).isEqualTo(ChannelState.REAUTH);
    assertThat(calls).hasSize(1);
  }

  @Test
  void aTokenThatCameMeanwhileIsNotBlamed() {
    answer = new Answer.TokenRefused();
    meanwhile = () -> accounts.replaceToken(ACME, page.id(), "next");

    keep.handle();

    assertThat(state()).isEqualTo(ChannelState.OK);
  }

  @Test
  void whatIsUnclearChangesNothingAndIsAskedAgainSoon() {
    answer = new Answer.Unclear("timeout");

    keep.handle();
    now = now.plus(KeepSubscribed.AGAIN);
    keep.handle();

    assertThat(state()).isEqualTo(ChannelState.OK);
    assertThat(calls).hasSize(2);
  }

  private ChannelState state() {
    return accounts.find(ACME, page.id()).orElseThrow().state();
  }

  private void change(ChannelAccount next) {
    transactions.inTransaction(() -> accounts.update(next));
  }

  private final class Probe implements ChannelProbe {
    @Override
    public Answer ask(ChannelAccount account, String token) {
      calls.add("ask " + account.key().externalId() + " " + token);
      meanwhile.run();
      return answer;
    }

    @Override
    public Answer subscribe(ChannelAccount account, String token) {
      calls.add("subscribe " + account.key().externalId() + " " + token);
      return new Answer.Works(Optional.empty(), true);
    }
  }

  private final class Now extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
