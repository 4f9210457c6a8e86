package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.InMemorySeals;
import dev.switchboard.application.Overloaded;
import dev.switchboard.application.account.RecordedNotices.Notice;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.outbound.InMemoryLanes;
import dev.switchboard.application.outbound.InMemoryOutbox;
import dev.switchboard.application.outbound.Lanes;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.outbound.Outcome;
import dev.switchboard.application.outbound.Settlement;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ForgottenPasswordTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String WANTED = "another horse";

  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final InMemoryResetTokens tokens = ports.resetTokens();
  private final User ada = world.stored(ports.aUser(ports.newCompany()));
  private final ResetPassword reset =
      new ResetPassword(
          ports.transactions(),
          ports.users(),
          ports.companies(),
          ports.sessions(),
          tokens,
          world.passwords,
          world.policy,
          world.revocations,
          world.notices,
          world.throttling,
          ports.audit(),
          world.clock);

  private final InMemoryOutbox outbox = new InMemoryOutbox(ports.transactions());
  private final InMemoryLanes lanes = new InMemoryLanes(outbox);
  private final InMemorySeals seals = new InMemorySeals();
  private final ForgotPassword forgot =
      new ForgotPassword(
          ports.transactions(),
          world.throttling,
          ports.companies(),
          outbox,
          seals,
          ports.ids(),
          world.clock);
  private final SendResetLink send =
      new SendResetLink(
          seals,
          lanes,
          ports.transactions(),
          ports.users(),
          tokens,
          new SecureRandom(),
          world.notices,
          ports.audit(),
          HOUR,
          world.clock);

  private void ask(EmailAddress email) {
    forgot.handle(new ForgotPassword.Command(email, Optional.of("192.0.2.1")));
    work();
  }

  /** What the workers do with all that waits; what came of it. */
  private List<Outcome> work() {
    var outcomes = new ArrayList<Outcome>();
    for (var claim = claim(); claim.isPresent(); claim = claim()) {
      var outcome = send.handle(claim.get());
      outcomes.add(outcome);
      settle(claim.get());
    }
    return outcomes;
  }

  private Optional<Lanes.Claim> claim() {
    var now = world.clock.instant();
    return ports
        .transactions()
        .inTransaction(() -> lanes.claim(LaneKind.RESET, now, now.plusSeconds(60), Set.of()));
  }

  private void settle(Lanes.Claim claim) {
    ports
        .transactions()
        .inTransaction(
            () -> send.settle(claim, new Settlement.Done(Optional.empty()), world.clock.instant()));
  }

  /** The token of the link that is mailed. */
  private String asked(User user) {
    ask(user.email().orElseThrow());
    return told("passwordResetAsked").getLast().token().orElseThrow();
  }

  private List<Notice> told(String what) {
    return world.notices.told().stream().filter(notice -> notice.what().equals(what)).toList();
  }

  private void reset(String token, String password) {
    reset.handle(
        new ResetPassword.Command(token, new Password(password), Optional.of("192.0.2.1")));
  }

  private void requireVoid(String token) {
    assertThatThrownBy(() -> reset(token, WANTED))
        .isInstanceOfSatisfying(
            Rejected.class,
            refusal -> {
              assertThat(refusal.reason().code()).isEqualTo("invalid_reset_token");
              assertThat(refusal.reason().detail()).isEqualTo("Invalid or expired token");
            });
  }

  @Test
  void theTokenOfTheMailReplacesThePasswordAndEndsEverySession() {
    var sessions = List.of(world.logIn(ada), world.logIn(ada));
    var token = asked(ada);

    reset(token, WANTED);

    assertThatThrownBy(() -> world.logIn(ada)).isInstanceOf(Rejected.class);
    assertThat(world.logIn(ada.username().value(), WANTED).user().id()).isEqualTo(ada.id());
    assertThat(world.revoked).hasSameSizeAs(sessions);
    assertThat(told("passwordChanged:RESET_LINK")).hasSize(1);
    var event = ports.audit().events().stream().filter(this::isReset).findFirst().orElseThrow();
    assertThat(event.object()).contains(AuditObject.of(ada.id()));
    assertThat(event.address()).contains("192.0.2.1");
    assertThat(event.facts()).isEqualTo(Map.of("sessions_ended", 2));
  }

  private boolean isReset(AuditEvent event) {
    return event.action() == AuditAction.PASSWORD_RESET;
  }

  @Test
  void whoeverAsksTooOftenForAnAddressIsAnsweredAlikeAndTheLastLinkStaysGood() {
    for (int i = 0; i < 60; i++) {
      var from = Optional.of("203.0.113." + i);
      forgot.handle(new ForgotPassword.Command(ada.email().orElseThrow(), from));
    }
    work();

    var sent = told("passwordResetAsked");
    assertThat(sent).hasSize(50);
    reset(sent.getLast().token().orElseThrow(), WANTED);
  }

  @Test
  void theTokenHas256BitsNamesItsCompanyAndIsKeptAsAHash() {
    var token = asked(ada);

    assertThat(token).matches("pr_" + ada.company() + "_[A-Za-z0-9_-]{43}");
    assertThat(tokens.find(ada.company(), TokenHash.ofText(token)).orElseThrow().toString())
        .doesNotContain(token);
    assertThat(asked(ada)).isNotEqualTo(token);
  }

  @Test
  void itWorksOnce() {
    var token = asked(ada);
    reset(token, WANTED);

    requireVoid(token);
  }

  @Test
  void onlyTheNewestWorks() {
    var first = asked(ada);
    var second = asked(ada);

    requireVoid(first);
    reset(second, WANTED);
  }

  @Test
  void itWorksUntilItsTimeIsOver() {
    var token = asked(ada);
    assertThat(told("passwordResetAsked").getLast().at()).isEqualTo(AccountPorts.NOON.plus(HOUR));
    world.pass(HOUR.minusNanos(1_000));
    asked(world.stored(ports.aUser(ada.company()))); // somebody else's changes nothing
    reset(token, WANTED);

    var late = asked(ada);
    world.pass(HOUR);
    requireVoid(late);
  }

  @Test
  void aPasswordThatIsRefusedLeavesTheTokenAsItWas() {
    var token = asked(ada);

    assertThatThrownBy(() -> reset(token, "short")).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> reset(token, "password123")).isInstanceOf(Rejected.class);

    reset(token, WANTED);
  }

  @Test
  void itIsVoidOnceThePasswordOrTheAddressIsAnother() {
    var token = asked(ada);
    ports
        .transactions()
        .inTransaction(
            () ->
                ports
                    .users()
                    .setPassword(
                        ada.company(), ada.id(), world.passwords.hash(new Password("other one"))));
    requireVoid(token);

    var next = asked(ada);
    ports
        .transactions()
        .inTransaction(
            () ->
                ports
                    .users()
                    .rename(
                        ada.presented(
                            ada.profile(),
                            Optional.of(new EmailAddress("new@example.test")),
                            Optional.empty(),
                            world.clock.instant())));
    requireVoid(next);
  }

  @Test
  void whateverElseReplacesThePasswordMakesTheLinkVoid() {
    var root = world.superuser(ports.newCompany());
    var staff = new StaffWorld(ports);
    var token = asked(ada);
    staff.replacePassword(root, ada, "set by another");
    requireVoid(token);

    var next = asked(ada);
    new ChangePassword(
            ports.transactions(),
            ports.rights(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            world.passwords,
            world.policy,
            world.revocations,
            world.notices,
            world.throttling,
            ports.audit(),
            world.clock)
        .handle(
            new ChangePassword.Command(
                world.as(ada), new Password("set by another"), new Password("their own one")));
    requireVoid(next);
  }

  @Test
  void whoWasDisabledDoesNotComeBackWithAnEarlierLink() {
    var root = world.superuser(ports.newCompany());
    var staff = new StaffWorld(ports);
    var token = asked(ada);
    var others = asked(world.stored(ports.aUser(ada.company())));

    staff.activate(root, ada, false);
    staff.activate(root, ada, true);

    requireVoid(token);
    reset(others, WANTED);
  }

  @Test
  void whoIsDisabledGetsNoMailAndMayNotUseAnEarlierOne() {
    var token = asked(ada);
    ports.changed(ada, user -> user.activated(false, world.clock.instant()));

    requireVoid(token);
    ask(ada.email().orElseThrow());
    assertThat(told("passwordResetAsked")).hasSize(1);
  }

  @Test
  void aStrangersAddressChangesNothing() {
    ask(new EmailAddress("stranger@example.test"));

    assertThat(world.notices.told()).isEmpty();
  }

  @Test
  void theAnswerDoesNotWaitForTheLookUp() {
    forgot.handle(new ForgotPassword.Command(ada.email().orElseThrow(), Optional.empty()));

    assertThat(world.notices.told()).isEmpty();
    assertThat(work()).containsExactly(new Outcome.Done(Optional.empty()));
    assertThat(told("passwordResetAsked")).hasSize(1);
  }

  @Test
  void aStrangersRequestIsTheSameWorkAndLeavesTheSame() {
    var stranger = new EmailAddress("stranger@example.test");
    for (var email : List.of(ada.email().orElseThrow(), stranger)) {
      forgot.handle(new ForgotPassword.Command(email, Optional.of("192.0.2.1")));
    }

    assertThat(waiting()).isEqualTo(2);
    assertThat(work())
        .containsExactly(new Outcome.Done(Optional.empty()), new Outcome.Done(Optional.empty()));
    assertThat(waiting()).isZero();
  }

  @Test
  void whatIsKeptNamesNobody() {
    forgot.handle(new ForgotPassword.Command(ada.email().orElseThrow(), Optional.of("192.0.2.1")));

    var claim = claim().orElseThrow();
    assertThat(claim.payload())
        .doesNotContain(ada.email().orElseThrow().value())
        .doesNotContain("192.0.2.1");
    assertThat(claim.lane()).isBetween(0L, ForgotPassword.LANES - 1L);
  }

  @Test
  void whatCannotBeOpenedIsGivenUp() {
    forgot.handle(new ForgotPassword.Command(ada.email().orElseThrow(), Optional.empty()));
    var claim = claim().orElseThrow();
    var foreign =
        new Lanes.Claim(
            claim.company(),
            claim.kind(),
            claim.lane(),
            claim.token(),
            claim.task() + 1,
            claim.subject(),
            claim.part(),
            claim.payload(),
            0,
            false,
            false,
            claim.calledAt());

    assertThat(send.handle(foreign)).isInstanceOf(Outcome.Failed.class);
    assertThat(world.notices.told()).isEmpty();
  }

  @Test
  void tooManyAtOnceAreSentAwayWhoeverTheyAskFor() {
    ports
        .transactions()
        .inTransaction(
            () ->
                outbox.enqueue(
                    LongStream.range(0, 10_000)
                        .mapToObj(
                            id ->
                                new Outbox.Task(
                                    ada.company(),
                                    LaneKind.RESET,
                                    0,
                                    -1 - id,
                                    0,
                                    0,
                                    "",
                                    world.clock.instant()))
                        .toList()));

    for (var email :
        List.of(ada.email().orElseThrow(), new EmailAddress("stranger@example.test"))) {
      assertThatThrownBy(() -> forgot.handle(new ForgotPassword.Command(email, Optional.empty())))
          .isInstanceOf(Overloaded.class);
    }
    assertThat(waiting()).isEqualTo(10_000);
  }

  private int waiting() {
    return outbox.waiting(ada.company(), LaneKind.RESET);
  }

  @Test
  void askingIsCountedByAddressAndByAccountAndGuessingByAddress() {
    var email = ada.email().orElseThrow();
    for (int i = 0; i < 50; i++) {
      var from = Optional.of("192.0.2." + i);
      forgot.handle(new ForgotPassword.Command(email, from));
      requireVoid("guess");
    }
    ask(email);
    assertThat(told("passwordResetAsked")).hasSize(50);
    assertThatThrownBy(() -> reset("guess", WANTED)).hasMessage("too_many_requests");
    for (int i = 0; i < 48; i++) {
      ask(new EmailAddress("other" + i + "@example.test"));
    }
    assertThatThrownBy(() -> ask(new EmailAddress("other@example.test")))
        .hasMessage("too_many_requests");
  }

  @Test
  void whatIsNoTokenOfOursIsRefusedInTheSameWords() {
    asked(ada);
    var secret = "A".repeat(43);

    for (var text :
        List.of(
            "",
            "pr_",
            "pr_%s_%s".formatted(ada.company(), secret),
            "pr_999_" + secret,
            "pr_99999999999999999999_" + secret,
            "rt_%s_%s".formatted(ada.company(), secret))) {
      requireVoid(text);
    }
  }

  @Test
  void anotherCompanysTokenOpensNothingHere() {
    var token = asked(ada);
    var elsewhere = ports.newCompany();

    requireVoid(token.replaceFirst("pr_\\d+_", "pr_" + elsewhere + "_"));
    reset(token, WANTED);
  }
}
