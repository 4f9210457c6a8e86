package dev.switchboard.application.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.InMemoryAuditTrail;
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
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectingChannelsTest {
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
  private static final CompanyId ACME = new CompanyId(1);
  private static final CompanyId OTHER = new CompanyId(2);
  private static final ChannelKey PAGE = new ChannelKey(Platform.FACEBOOK, "100");
  private static final ChannelKey INSTAGRAM = new ChannelKey(Platform.INSTAGRAM, "200");

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);
  private final GivenRights rights = new GivenRights();
  private final InMemoryIds ids = new InMemoryIds();
  private final InMemoryAuditTrail audit = new InMemoryAuditTrail(transactions, ids);
  private final List<ChannelAccountId> released = new ArrayList<>();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final UpdateChannel update =
      new UpdateChannel(accounts, (_, id) -> released.add(id), transactions, rights, audit, clock);
  private final ConnectChannel connect =
      new ConnectChannel(accounts, update, transactions, rights, audit, ids, clock);
  private final DisconnectChannel disconnect =
      new DisconnectChannel(accounts, transactions, rights, audit);

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
    disconnect.handle(new DisconnectChannel.Command(of(ACME), page.id()));
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
            of(OTHER),
            page.id(),
            Optional.of(new ChannelName("Mine")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> update.handle(foreign)).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> disconnect.handle(new DisconnectChannel.Command(of(OTHER), page.id())))
        .isInstanceOf(Rejected.class);
    assertThat(accounts.find(ACME, page.id())).contains(page);
  }

  private static Caller of(CompanyId company) {
    return new Caller(
        company,
        new UserId(7),
        new SessionId(8),
        "Ada",
        "ada@example.test",
        false,
        Set.of(Permission.INTEGRATION_MANAGE));
  }

  @Test
  void whatWasDoneIsOnRecordWithoutTheToken() {
    var page = connect(ACME, PAGE, "canary").account();
    update(page, Optional.of("canary"), Optional.of(false));
    disconnect.handle(new DisconnectChannel.Command(of(ACME), page.id()));

    assertThat(audit.actions())
        .containsExactly(
            AuditAction.CHANNEL_CONNECTED,
            AuditAction.CHANNEL_UPDATED,
            AuditAction.CHANNEL_DISCONNECTED);
    assertThat(audit.events())
        .allSatisfy(
            event -> {
              assertThat(event.object()).contains(AuditObject.of(page.id()));
              assertThat(event.actor()).contains(new UserId(7));
              assertThat(event.facts().toString()).doesNotContain("canary");
            });
  }

  @Test
  void whatIsRefusedIsNotOnRecord() {
    connect(ACME, INSTAGRAM, "first");

    assertRefused(() -> connect(ACME, INSTAGRAM, "second"), "channel.already_connected");

    assertThat(audit.actions()).containsExactly(AuditAction.CHANNEL_CONNECTED);
  }

  @Test
  void whoLostTheRightSinceTheirRequestCameChangesNothing() {
    var page = connect(ACME, PAGE, "first").account();
    rights.take(new UserId(7));

    for (var attempt :
        List.<Runnable>of(
            () -> connect(ACME, INSTAGRAM, "first"),
            () -> connect(ACME, PAGE, "second"),
            () -> update(page, Optional.of("second"), Optional.of(false)),
            () -> disconnect.handle(new DisconnectChannel.Command(of(ACME), page.id())))) {
      assertThatThrownBy(attempt::run).hasMessage("insufficient_permissions");
    }

    assertThat(accounts.find(ACME, page.id())).contains(page);
    assertThat(accounts.token(ACME, page.id())).contains("first");
    assertThat(accounts.find(ACME, INSTAGRAM)).isEmpty();
    assertThat(audit.actions()).containsExactly(AuditAction.CHANNEL_CONNECTED);
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
            of(account.company()),
            account.id(),
            Optional.empty(),
            token.map(AccessToken::new),
            active,
            Optional.empty()));
  }

  private ConnectChannel.Connected connect(CompanyId company, ChannelKey key, String token) {
    return connect.handle(
        new ConnectChannel.Command(
            of(company), key, Optional.empty(), new AccessToken(token), Optional.empty()));
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
