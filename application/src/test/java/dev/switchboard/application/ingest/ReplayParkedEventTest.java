package dev.switchboard.application.ingest;

import static dev.switchboard.application.ingest.Ingest.SENT;
import static dev.switchboard.application.ingest.Ingest.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.InMemoryAuditTrail;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayParkedEventTest {
  private static final ChannelKey LATER = new ChannelKey(Platform.INSTAGRAM, "later");

  private final Ingest in = new Ingest();
  private final Caller superuser = caller(99, true);
  private final GivenRights rights = new GivenRights();
  private final InMemoryAuditTrail audit = new InMemoryAuditTrail(in.transactions, in.ids);
  private final ReplayParkedEvent replay =
      new ReplayParkedEvent(
          in.transactions, rights, in.parked, in.parser, in.apply, audit, in.clock);
  private final DiscardParkedEvent discard =
      new DiscardParkedEvent(in.transactions, rights, in.parked, audit, in.clock);

  @Test
  void isTakenInOnceItsAccountIsConnected() {
    var parked = park();
    in.connect(AChannelAccount.of(in.company, in.ids.next(), LATER));

    var event = replay.handle(new ReplayParkedEvent.Command(caller(1, false), parked.id()));

    assertThat(event.state()).isEqualTo(ParkedEvent.State.REPLAYED);
    assertThat(in.frames()).containsExactly("new_message", "chat_assigned");
    assertThat(in.parked.count()).isZero();
    assertThat(audit.actions()).containsExactly(AuditAction.PARKED_REPLAYED);
  }

  @Test
  void staysParkedWhileTheReasonHolds() {
    var parked = park();

    assertThatThrownBy(() -> replay.handle(new ReplayParkedEvent.Command(superuser, parked.id())))
        .isInstanceOfSatisfying(
            Rejected.class, e -> assertThat(e.reason().code()).isEqualTo("account.unknown"));

    assertThat(in.parked.list(superuser, 0, 10).getFirst().attempts()).isEqualTo(2);
    assertThat(audit.actions()).isEmpty();
  }

  @Test
  void nobodySeesOrTouchesAnotherCompanysEvents() {
    var parked = park();
    in.connect(AChannelAccount.of(in.company, in.ids.next(), LATER));
    var stranger = caller(2, false);

    assertThat(in.parked.list(stranger, 0, 10)).isEmpty();
    for (var attempt :
        List.<Runnable>of(
            () -> replay.handle(new ReplayParkedEvent.Command(stranger, parked.id())),
            () -> discard.handle(new DiscardParkedEvent.Command(stranger, parked.id())))) {
      assertThatThrownBy(attempt::run)
          .isInstanceOfSatisfying(
              Rejected.class,
              e -> assertThat(e.reason().code()).isEqualTo("webhook.parked_unknown"));
    }
    assertThat(in.parked.count()).isEqualTo(1);
  }

  @Test
  void whatIsDiscardedIsGone() {
    discard.handle(new DiscardParkedEvent.Command(superuser, park().id()));

    assertThat(in.parked.count()).isZero();
    assertThat(audit.actions()).containsExactly(AuditAction.PARKED_DISCARDED);
  }

  @Test
  void whoLostTheRightSinceTheirRequestCameChangesNothing() {
    var parked = park();
    in.connect(AChannelAccount.of(in.company, in.ids.next(), LATER));
    rights.take(superuser.user());

    for (var attempt :
        List.<Runnable>of(
            () -> replay.handle(new ReplayParkedEvent.Command(superuser, parked.id())),
            () -> discard.handle(new DiscardParkedEvent.Command(superuser, parked.id())))) {
      assertThatThrownBy(attempt::run).hasMessage("insufficient_permissions");
    }

    assertThat(in.parked.list(superuser, 0, 10)).containsExactly(parked);
    assertThat(in.frames()).isEmpty();
    assertThat(audit.actions()).isEmpty();
  }

  private ParkedEvent park() {
    in.receive(in.parser.line(LATER, "ada", SENT, written("m1", "hello")));
    return in.parked.list(superuser, 0, 10).getFirst();
  }

  private static Caller caller(long company, boolean superuser) {
    return new Caller(
        new CompanyId(company),
        new UserId(1),
        new SessionId(1),
        "Ada",
        "ada@example.test",
        superuser,
        Set.of());
  }
}
