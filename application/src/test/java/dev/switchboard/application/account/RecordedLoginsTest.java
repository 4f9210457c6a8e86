package dev.switchboard.application.account;

import static dev.switchboard.application.account.AccountsWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Overloaded;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the trail says of logins, and which of them count as guesses. */
class RecordedLoginsTest {
  private static final int MORE_THAN_ANY_QUOTA_OF_AN_ACCOUNT = 60;

  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final User ada = world.stored(ports.aUser(ports.newCompany()));

  @Test
  void aLoginIsOnRecordWithItsSession() {
    var in = world.logIn(ada);

    var event = event();
    assertThat(event.action()).isEqualTo(AuditAction.LOGIN);
    assertThat(event.company()).isEqualTo(ada.company());
    assertThat(event.actor()).contains(ada.id());
    assertThat(event.session()).contains(session(in));
    assertThat(event.address()).contains("192.0.2.1");
  }

  @Test
  void aRefusedLoginIsOnRecordWithTheReason() {
    assertThatThrownBy(() -> world.logIn(ada.username().value(), "wrong"))
        .hasMessage("login_failed");

    var event = event();
    assertThat(event.action()).isEqualTo(AuditAction.LOGIN_FAILED);
    assertThat(event.object()).contains(AuditObject.of(ada.id()));
    assertThat(event.actor()).isEmpty();
    assertThat(event.facts()).isEqualTo(Map.of("reason", "login_failed"));
    assertThat(event.address()).contains("192.0.2.1");
  }

  @Test
  void aNameThatIsNobodysIsOnNoRecord() {
    assertThatThrownBy(() -> world.logIn("nobody", PASSWORD)).hasMessage("login_failed");

    assertThat(ports.audit().events()).isEmpty();
  }

  @Test
  void loggingOutEverywhereIsOnRecordWithHowManyItEnded() {
    var here = session(world.logIn(ada));
    world.logIn(ada);

    world.logOut.everywhere(world.as(ada, here));

    assertThat(event().action()).isEqualTo(AuditAction.LOGOUT_ALL);
    assertThat(event().facts()).isEqualTo(Map.of("sessions_ended", 2));
  }

  @Test
  void aRefreshTokenThatComesBackIsOnRecord() {
    var in = world.logIn(ada);
    var stolen = in.tokens().refreshToken();
    world.refresh.handle(stolen, Optional.empty());
    world.pass(Duration.ofMinutes(1));
    var thief = Optional.of("203.0.113.1");

    assertThatThrownBy(() -> world.refresh.handle(stolen, thief))
        .hasMessage("invalid_refresh_token");

    var event = event();
    assertThat(event.action()).isEqualTo(AuditAction.TOKEN_REUSED);
    assertThat(event.actor()).contains(ada.id());
    assertThat(event.session()).contains(session(in));
    assertThat(event.object()).contains(AuditObject.of(session(in)));
    assertThat(event.address()).isEqualTo(thief);
  }

  @Test
  void whoRefreshesIsSeenThen() {
    var in = world.logIn(ada);
    world.pass(Duration.ofMinutes(20));

    world.refresh.handle(in.tokens().refreshToken(), Optional.empty());

    assertThat(ports.sessions().find(ada.company(), session(in)).orElseThrow().lastSeenAt())
        .isEqualTo(AccountPorts.NOON.plus(Duration.ofMinutes(20)));
  }

  @Test
  void theRightPasswordOfADisabledUserIsNoGuess() {
    ports.changed(ada, user -> user.activated(false, AccountPorts.NOON));

    for (int i = 0; i < MORE_THAN_ANY_QUOTA_OF_AN_ACCOUNT; i++) {
      assertThatThrownBy(() -> world.logIn(ada)).hasMessage("user_disabled");
    }
  }

  @Test
  void whatWeFailAtIsNoGuess() {
    for (int i = 0; i < MORE_THAN_ANY_QUOTA_OF_AN_ACCOUNT; i++) {
      world.passwords.meanwhile(
          () -> {
            throw new Overloaded("too many hash");
          });
      assertThatThrownBy(() -> world.logIn(ada)).isInstanceOf(Overloaded.class);
    }

    assertThat(world.logIn(ada).user()).isEqualTo(ada);
  }

  @Test
  void namesThatAreNobodysAreCountedEachForItself() {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> guess("nobody")).isInstanceOf(RuntimeException.class);
    }
    assertThatThrownBy(() -> guess("nobody")).hasMessage("too_many_requests");

    assertThatThrownBy(() -> guess("no-one")).hasMessage("login_failed");
  }

  @Test
  void whatIsTriedOnOneCompanyKeepsNobodyOutOfAnother() {
    var bo = world.stored(ports.aUser(ports.newCompany()));
    for (int i = 0; i < 100; i++) {
      var one = world.stored(ports.aUser(ada.company()));
      var attacker = Optional.of("203.0.113." + i);
      assertThatThrownBy(() -> from(attacker, one, "wrong")).hasMessage("login_failed");
    }

    var elsewhere = Optional.of("198.51.100.7");
    assertThatThrownBy(() -> from(elsewhere, ada, PASSWORD)).hasMessage("login_failed");
    assertThat(from(elsewhere, bo, PASSWORD).user()).isEqualTo(bo);
  }

  private SessionId session(LogIn.LoggedIn in) {
    return world.accessTokens.verify(in.tokens().accessToken()).orElseThrow().session();
  }

  private LogIn.LoggedIn guess(String name) {
    return world.logIn(name, "wrong");
  }

  private LogIn.LoggedIn from(Optional<String> address, User user, String password) {
    return world.logIn.handle(
        new LogIn.Command(
            List.of(LoginName.of(user.username())),
            new Password(password),
            Optional.empty(),
            address));
  }

  /** The newest. */
  private AuditEvent event() {
    return ports.audit().events().getLast();
  }
}
