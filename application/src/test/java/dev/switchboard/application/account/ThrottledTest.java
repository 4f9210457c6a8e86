package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static dev.switchboard.application.account.AccountsWorld.PASSWORD;
import static dev.switchboard.application.account.AccountsWorld.newcomer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Overloaded;
import dev.switchboard.application.account.Registration.Mode;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Rejection.TooMany;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The use cases slow down who tries too often, whoever calls them. */
class ThrottledTest {
  private static final Optional<String> HERE = Optional.of("192.0.2.1");
  private static final Optional<String> ELSEWHERE = Optional.of("198.51.100.7");

  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final User ada = world.stored(ports.aUser(ports.newCompany(), SystemRole.AGENT));
  private final Caller caller = world.as(ada).from(HERE.get());

  @Test
  void registeringIsCountedByAddress() {
    var register = world.register(Mode.OPEN, false);
    for (int i = 0; i < 50; i++) {
      register.handle(new Register.Command(newcomer("n" + i), Optional.empty(), HERE));
    }

    tooMany(
        "register",
        () -> register.handle(new Register.Command(newcomer("late"), Optional.empty(), HERE)));
    register.handle(new Register.Command(newcomer("other"), Optional.empty(), ELSEWHERE));
  }

  @Test
  void invitingIsCountedByCallerAndByAddress() {
    var admin = world.as(world.stored(ports.aUser(ada.company(), SystemRole.COMPANY_ADMIN)));
    var other = world.as(world.stored(ports.aUser(ports.newCompany(), SystemRole.COMPANY_ADMIN)));
    for (int i = 0; i < 10; i++) {
      invite(i % 2 == 0 ? admin : other, "grace");
    }
    tooMany("invitations-address", () -> invite(other, "grace"));
    for (int i = 0; i < 95; i++) {
      invite(admin, "n" + i);
    }

    tooMany("invitations", () -> invite(admin, "late"));
    invite(other, "late");
  }

  private void invite(Caller by, String name) {
    var role = new RoleChoice(Optional.empty(), Optional.empty());
    world
        .invite(Mode.INVITE)
        .handle(new Invite.Command(by, new EmailAddress(name + "@example.test"), role));
  }

  @Test
  void refreshingWhatIsNoTokenIsCountedByAddressAndWhatIsOneIsNot() {
    var token = world.logIn(ada).tokens().refreshToken();
    for (int i = 0; i < 60; i++) {
      token = world.refresh.handle(token, HERE).refreshToken();
    }
    for (int i = 0; i < 50; i++) {
      assertRefused(
          Unauthenticated.class,
          "invalid_refresh_token",
          () -> world.refresh.handle("guess", HERE));
    }

    var good = token;
    tooMany("refresh", () -> world.refresh.handle(good, HERE));
    assertThat(world.refresh.handle(good, ELSEWHERE)).isNotNull();
  }

  @Test
  void guessingTheCurrentPasswordIsCountedWithTheLogins() {
    for (int i = 0; i < 3; i++) {
      assertRefused(Refused.class, "wrong_password", () -> change(caller, "guess", PASSWORD));
    }
    for (int i = 0; i < 2; i++) {
      assertRefused(
          Unauthenticated.class,
          "login_failed",
          () -> world.logIn(ada.username().value(), "guess"));
    }

    tooMany("login", () -> change(caller, PASSWORD, "battery staple"));
    tooMany("login", () -> world.logIn(ada));
    change(caller.from(ELSEWHERE.get()), PASSWORD, "battery staple");
  }

  @Test
  void theRightPasswordCountsNothingWhateverComesOfTheRest() {
    for (int i = 0; i < 30; i++) {
      assertThatThrownBy(() -> change(caller, PASSWORD, "short")).hasMessage("too_short");
    }
    change(caller, PASSWORD, "battery staple");
  }

  @Test
  void whatWeCouldNotLookAtIsNotCounted() {
    var busy =
        changePassword(
            new PasswordHasher() {
              @Override
              public PasswordHash hash(Password password) {
                throw new AssertionError("nothing was right");
              }

              @Override
              public boolean matches(Password password, PasswordHash hash) {
                throw new Overloaded("busy");
              }

              @Override
              public boolean outdated(PasswordHash hash) {
                return false;
              }

              @Override
              public void pretend(Password password) {}
            });
    var command =
        new ChangePassword.Command(caller, new Password(PASSWORD), new Password("new one"));

    for (int i = 0; i < 30; i++) {
      assertThatThrownBy(() -> busy.handle(command)).isInstanceOf(Overloaded.class);
    }
    assertThat(world.logIn(ada).user()).isEqualTo(ada);
  }

  private void change(Caller by, String current, String wanted) {
    changePassword(world.passwords)
        .handle(new ChangePassword.Command(by, new Password(current), new Password(wanted)));
  }

  private ChangePassword changePassword(PasswordHasher hasher) {
    return new ChangePassword(
        ports.transactions(),
        ports.rights(),
        ports.users(),
        ports.companies(),
        ports.sessions(),
        hasher,
        world.policy,
        world.revocations,
        world.notices,
        world.throttling,
        ports.audit(),
        world.clock);
  }

  private static void tooMany(String quota, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            dev.switchboard.domain.Rejected.class,
            refused -> {
              assertThat(refused.reason()).isInstanceOf(TooMany.class);
              assertThat(((TooMany) refused.reason()).quota().name()).isEqualTo(quota);
            });
  }
}
