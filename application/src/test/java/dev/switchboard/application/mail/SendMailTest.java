package dev.switchboard.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.InMemoryAccounts;
import dev.switchboard.application.account.Notices;
import dev.switchboard.application.account.Notices.PasswordChange;
import dev.switchboard.application.mail.MailGateway.Delivery;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.application.outbound.Outcome;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.domain.user.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendMailTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant NOON = InMemoryAccounts.NOON;
  private static final User ZOE = user("zoe@example.test", "Zoë & Søn = 100%+");

  private final SettableClock clock = new SettableClock(NOON);
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final ScriptedMail mail = new ScriptedMail();
  private final MailWorld world = new MailWorld(transactions, mail, clock);

  private static User user(String email, String name) {
    return new User(
        new CompanyId(3),
        new UserId(40),
        new Username("zoe"),
        Optional.ofNullable(email).map(EmailAddress::new),
        Optional.empty(),
        Optional.empty(),
        Profile.named(Optional.of(name), Optional.empty(), Optional.empty()),
        Set.of(),
        true,
        false,
        true,
        Optional.empty(),
        0,
        NOON,
        NOON);
  }

  private void resetAsked() {
    transactions.inTransaction(
        () -> world.notices.passwordResetAsked(ZOE, "pr_3_x+/=", NOON.plus(Duration.ofHours(1))));
  }

  private Claim claim() {
    return world.claim(LEASE).orElseThrow();
  }

  @Test
  void aMailArrivesAsItWasPutDown() {
    resetAsked();
    var claim = claim();

    assertThat(world.handle(claim)).isEqualTo(new Outcome.Done(Optional.empty()));

    var sent = mail.accepted().getFirst();
    assertThat(sent.to()).isEqualTo(new EmailAddress("zoe@example.test"));
    assertThat(sent.name()).isEqualTo("Zoë & Søn = 100%+");
    assertThat(sent.id()).isEqualTo(claim.task());
    assertThat(sent.company()).isEqualTo(ZOE.company());
    assertThat(sent.kind()).isEqualTo(MailKind.RESET_LINK);
    assertThat(sent.facts())
        .containsEntry(MailFacts.MINUTES, "60")
        .containsEntry(
            MailFacts.LINK, "https://app.example.test/reset-password?token=pr_3_x%2B%2F%3D");
  }

  @Test
  void whatWaitsShowsNeitherTokenNorAddress() {
    resetAsked();

    assertThat(world.outbox.tasks().getFirst().payload())
        .doesNotContain("pr_3")
        .doesNotContain("zoe");
  }

  @Test
  void mailOfOneUserGoesOutInOrder() {
    resetAsked();
    transactions.inTransaction(
        () -> world.notices.passwordChanged(ZOE, PasswordChange.RESET_LINK, NOON));

    assertThat(world.outbox.open(ZOE.company(), LaneKind.MAIL, ZOE.id().value())).hasSize(2);
    claim();
    assertThat(world.claim(LEASE)).isEmpty();
  }

  @Test
  void aLinkThatWorksNoMoreIsNotSent() {
    resetAsked();
    clock.pass(Duration.ofHours(1));

    assertThat(world.handle(claim()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.error().code()).isEqualTo("mail_expired"));
    assertThat(mail.tried()).isEmpty();
  }

  @Test
  void whatDoesNotOpenFails() {
    resetAsked();
    var claim = claim();
    var moved =
        new Claim(
            new CompanyId(4),
            claim.kind(),
            claim.lane(),
            claim.token(),
            claim.task(),
            claim.subject(),
            0,
            claim.payload(),
            0,
            false,
            false,
            claim.calledAt());

    assertThat(world.handle(moved))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.error().code()).isEqualTo("mail_unreadable"));
    assertThat(mail.tried()).isEmpty();
  }

  @Test
  void whatMaySucceedLaterIsTriedAgainAndARefusalIsFinal() {
    resetAsked();
    mail.later();
    assertThat(world.handle(claim()))
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> assertThat(retry.attempts()).isEqualTo(SendMail.ATTEMPTS));

    clock.pass(LEASE);
    var refusal = new MessageError("smtp_550", "no");
    mail.next(new Delivery.Refused(refusal));
    assertThat(world.handle(claim())).isEqualTo(new Outcome.Failed(refusal));
  }

  /** At least once: what a dead node may have sent is sent again, recognisable by its id. */
  @Test
  void whatADeadNodeLeftIsSentAgainUnderTheSameId() {
    resetAsked();
    world.handle(claim());
    clock.pass(LEASE); // and nobody settled it

    world.handle(claim());

    assertThat(mail.accepted()).extracting(Mail::id).hasSize(2).containsOnly(1L);
  }

  @Test
  void everyNoticeBecomesAMailOfItsKind() {
    var before = user("before@example.test", "Zoe");
    var session =
        new Session(
            ZOE.company(),
            new SessionId(5),
            ZOE.id(),
            Optional.of("curl"),
            Optional.empty(),
            NOON,
            NOON,
            NOON,
            Optional.empty());
    transactions.inTransaction(
        () -> {
          Arrays.stream(PasswordChange.values())
              .forEach(how -> world.notices.passwordChanged(ZOE, how, NOON));
          world.notices.emailChanged(before, ZOE, NOON);
          world.notices.tokenReused(ZOE, session, NOON);
          world.notices.invited(invitation());
        });

    while (world.claim(LEASE).map(this::sent).isPresent()) {
      clock.pass(LEASE);
    }

    assertThat(mail.accepted())
        .extracting(Mail::kind)
        .containsOnly(
            MailKind.PASSWORD_CHANGED,
            MailKind.PASSWORD_RESET,
            MailKind.PASSWORD_SET,
            MailKind.EMAIL_CHANGED,
            MailKind.TOKEN_REUSED,
            MailKind.INVITED);
    assertThat(of(MailKind.EMAIL_CHANGED).to().value()).isEqualTo("before@example.test");
    assertThat(of(MailKind.TOKEN_REUSED).facts())
        .containsEntry(MailFacts.DEVICE, "curl")
        .containsEntry(MailFacts.ADDRESS, "unknown")
        .containsEntry(MailFacts.WHEN, "1 January 2026, 12:00 UTC");
    assertThat(of(MailKind.INVITED).facts())
        .containsEntry(MailFacts.LINK, "https://app.example.test/register?invitation=in_3_secret");
  }

  private Outcome sent(Claim claim) {
    var outcome = world.handle(claim);
    transactions.inTransaction(
        () ->
            world.lanes.settle(
                claim,
                new dev.switchboard.application.outbound.Settlement.Done(Optional.empty()),
                clock.instant()));
    return outcome;
  }

  private Mail of(MailKind kind) {
    return mail.accepted().stream().filter(sent -> sent.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void aNameInAnInvitationIsNoLink() {
    transactions.inTransaction(
        () ->
            world.notices.invited(
                invitation("Win at https://evil.example/x", "Dr. Zoë " + "x".repeat(80))));

    while (world.claim(LEASE).map(this::sent).isPresent()) {
      clock.pass(LEASE);
    }

    assertThat(of(MailKind.INVITED).facts())
        .containsEntry(MailFacts.COMPANY, "Win at https: / / evil. example/ x")
        .containsEntry(MailFacts.BY, "Dr. Zoë " + "x".repeat(52) + "…");
  }

  private static Notices.Invited invitation() {
    return invitation("Acme", "Zoë");
  }

  private static Notices.Invited invitation(String company, String by) {
    return new Notices.Invited(
        Company.named(ZOE.company(), company, NOON),
        new EmailAddress("new@example.test"),
        by,
        "in_3_secret",
        NOON.plus(Duration.ofDays(7)));
  }

  @Test
  void whoHasNoAddressIsNotTold() {
    var nobody = user(null, "Nobody");

    transactions.inTransaction(
        () -> {
          world.notices.passwordResetAsked(nobody, "token", NOON);
          world.notices.passwordChanged(nobody, PasswordChange.THEMSELVES, NOON);
        });

    assertThat(world.outbox.tasks()).isEmpty();
  }
}
