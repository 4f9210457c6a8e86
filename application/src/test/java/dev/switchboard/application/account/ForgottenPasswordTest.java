package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Overloaded;
import dev.switchboard.application.account.RecordedNotices.Notice;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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

  private ForgotPassword forgot(Executor later) {
    return new ForgotPassword(
        later,
        ports.transactions(),
        ports.users(),
        tokens,
        new SecureRandom(),
        world.notices,
        world.throttling,
        ports.audit(),
        HOUR,
        world.clock);
  }

  private void ask(EmailAddress email) {
    forgot(Runnable::run).handle(new ForgotPassword.Command(email, Optional.of("192.0.2.1")));
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
    var waiting = new ArrayList<Runnable>();

    forgot(waiting::add)
        .handle(new ForgotPassword.Command(ada.email().orElseThrow(), Optional.empty()));

    assertThat(world.notices.told()).isEmpty();
    waiting.forEach(Runnable::run);
    assertThat(told("passwordResetAsked")).hasSize(1);
  }

  @Test
  void tooManyAtOnceAreSentAwayWhoeverTheyAskFor() {
    var full =
        forgot(
            _ -> {
              throw new RejectedExecutionException();
            });

    assertThatThrownBy(
            () ->
                full.handle(
                    new ForgotPassword.Command(
                        new EmailAddress("stranger@example.test"), Optional.empty())))
        .isInstanceOf(Overloaded.class);
  }

  @Test
  void askingIsCountedByAddressAndByAccountAndGuessingByAddress() {
    var email = ada.email().orElseThrow();
    for (int i = 0; i < 50; i++) {
      var from = Optional.of("192.0.2." + i);
      forgot(Runnable::run).handle(new ForgotPassword.Command(email, from));
      requireVoid("guess");
    }
    assertThatThrownBy(() -> ask(email)).hasMessage("too_many_requests");
    assertThatThrownBy(() -> reset("guess", WANTED)).hasMessage("too_many_requests");
    ask(new EmailAddress("other@example.test"));
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
