package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static dev.switchboard.application.account.AccountsWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import org.junit.jupiter.api.Test;

/** What a login must do on every storage while somebody else changes the password. */
public interface LogInContract extends AccountPorts {
  @Test
  default void aPasswordThatIsReplacedWhileItIsCheckedOpensNothing() {
    var world = new AccountsWorld(this);
    var ada = world.stored(aUser(newCompany()));
    world.passwords.meanwhile(
        () -> {
          store(ada, world.passwords.hash(new Password("battery staple")));
          endAll(ada);
        });

    assertRefused(Unauthenticated.class, "login_failed", () -> world.logIn(ada));
    assertThat(sessions().alive(ada.company(), ada.id(), NOON)).isEmpty();
    assertThat(world.logIn(ada.username().value(), "battery staple").user()).isEqualTo(ada);
  }

  @Test
  default void aHashThatIsRenewedWhileItIsCheckedIsOfTheSamePassword() {
    var world = new AccountsWorld(this);
    var ada = world.stored(aUser(newCompany()));
    store(ada, PlainPasswords.old(PASSWORD));
    world.passwords.meanwhile(() -> world.logIn(ada));

    assertThat(world.logIn(ada).user()).isEqualTo(ada);
    assertThat(sessions().alive(ada.company(), ada.id(), NOON)).hasSize(2);
  }

  private void store(User user, PasswordHash hash) {
    transactions().inTransaction(() -> users().setPassword(user.company(), user.id(), hash));
  }

  private void endAll(User user) {
    transactions()
        .inTransaction(
            () -> sessions().endAll(user.company(), user.id(), Session.End.PASSWORD_CHANGED, NOON));
  }
}
