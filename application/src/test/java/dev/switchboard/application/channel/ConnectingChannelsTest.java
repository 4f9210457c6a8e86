package dev.switchboard.application.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection;
import dev.switchboard.domain.channel.AccessToken;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelName;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectingChannelsTest {
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
  private static final CompanyId ACME = new CompanyId(1);
  private static final CompanyId OTHER = new CompanyId(2);
  private static final ChannelKey PAGE = new ChannelKey(Platform.FACEBOOK, "100");
  private static final ChannelKey INSTAGRAM = new ChannelKey(Platform.INSTAGRAM, "200");

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);
  private final List<ChannelAccountId> released = new ArrayList<>();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final UpdateChannel update =
      new UpdateChannel(accounts, (_, id) -> released.add(id), transactions, clock);
  private final ConnectChannel connect =
      new ConnectChannel(accounts, update, transactions, new InMemoryIds(), clock);
  private final DisconnectChannel disconnect = new DisconnectChannel(accounts, transactions);

  @Test
  void aNewPageMaySendAtOnce() {
    var connected = connect(ACME, PAGE, "first");

    assertThat(connected.created()).isTrue();
    assertThat(connected.account().active()).isTrue();
    assertThat(connected.account().humanAgent()).isTrue();
    assertThat(connected.account().state()).isEqualTo(ChannelState.OK);
    assertThat(connected.account().connectedAt()).isEqualTo(NOW);
    assertThat(accounts.token(ACME, connected.account().id())).contains("first");
  }

  @Test
  void connectingAFacebookPageAgainRefreshesIt() {
    var page = connect(ACME, PAGE, "first").account();
    store(broken(page));

    var again = connect(ACME, PAGE, "second");

    assertThat(again.created()).isFalse();
    assertThat(again.account()).isEqualTo(page);
    assertThat(accounts.token(ACME, page.id())).contains("second");
    assertThat(released).containsExactly(page.id());
  }

  @Test
  void connectingAnInstagramAccountAgainIsRefused() {
    connect(ACME, INSTAGRAM, "first");

    assertRefused(() -> connect(ACME, INSTAGRAM, "second"), "channel.already_connected");
  }

  @Test
  void whatAnotherCompanyHasIsRefusedWithoutAHint() {
    connect(ACME, PAGE, "first");
    connect(ACME, INSTAGRAM, "first");

    assertRefused(() -> connect(OTHER, PAGE, "stolen"), "channel.unavailable");
    assertRefused(() -> connect(OTHER, INSTAGRAM, "stolen"), "channel.unavailable");
  }

  @Test
  void aDisconnectedPageComesBackAsItself() {
    var page = connect(ACME, PAGE, "first").account();
    disconnect.handle(new DisconnectChannel.Command(ACME, page.id()));
    assertThat(accounts.route(List.of(PAGE))).isEmpty();

    assertThat(connect(ACME, PAGE, "second").account().id()).isEqualTo(page.id());
  }

  @Test
  void aNewTokenMakesAnAccountUsableAndReleasesWhatWaits() {
    var page = connect(ACME, PAGE, "first").account();
    store(page.withState(ChannelState.REAUTH, NOW));

    var updated = update(page, Optional.of("second"), Optional.empty());

    assertThat(updated.state()).isEqualTo(ChannelState.OK);
    assertThat(released).containsExactly(page.id());
  }

  @Test
  void otherChangesKeepTheStateAndReleaseNothing() {
    var page = connect(ACME, PAGE, "first").account();
    store(page.withState(ChannelState.REAUTH, NOW));

    var updated = update(page, Optional.empty(), Optional.of(false));

    assertThat(updated.active()).isFalse();
    assertThat(updated.state()).isEqualTo(ChannelState.REAUTH);
    assertThat(accounts.token(ACME, page.id())).contains("first");
    assertThat(released).isEmpty();
  }

  @Test
  void switchingOnReleasesWhatWaits() {
    var page = connect(ACME, PAGE, "first").account();
    update(page, Optional.empty(), Optional.of(false));

    update(page, Optional.empty(), Optional.of(true));

    assertThat(released).containsExactly(page.id());
  }

  @Test
  void anotherCompanyCanNeitherChangeNorDisconnect() {
    var page = connect(ACME, PAGE, "first").account();
    var foreign =
        new UpdateChannel.Command(
            OTHER,
            page.id(),
            Optional.of(new ChannelName("Mine")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> update.handle(foreign)).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> disconnect.handle(new DisconnectChannel.Command(OTHER, page.id())))
        .isInstanceOf(Rejected.class);
    assertThat(accounts.find(ACME, page.id())).contains(page);
  }

  private static ChannelAccount broken(ChannelAccount page) {
    return new ChannelAccount(
        page.company(),
        page.id(),
        page.key(),
        page.name(),
        false,
        true,
        ChannelState.REAUTH,
        page.connectedAt(),
        NOW);
  }

  private void store(ChannelAccount account) {
    transactions.inTransaction(() -> accounts.update(account));
  }

  private ChannelAccount update(
      ChannelAccount account, Optional<String> token, Optional<Boolean> active) {
    return update.handle(
        new UpdateChannel.Command(
            account.company(),
            account.id(),
            Optional.empty(),
            token.map(AccessToken::new),
            active,
            Optional.empty()));
  }

  private ConnectChannel.Connected connect(CompanyId company, ChannelKey key, String token) {
    return connect.handle(
        new ConnectChannel.Command(
            company, key, Optional.empty(), new AccessToken(token), Optional.empty()));
  }

  private static void assertRefused(Runnable attempt, String code) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isInstanceOf(Rejection.Refused.class);
              assertThat(rejected.reason().code()).isEqualTo(code);
            });
  }
}
