package dev.switchboard.application.account;

import static dev.switchboard.application.account.AccountsWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LogInTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final User ada = world.stored(ports.aUser(ports.newCompany(), SystemRole.AGENT));

  @Test
  void theRightPasswordOpensASession() {
    var in = world.logIn(ada.username().value(), PASSWORD);

    var claims = world.accessTokens.verify(in.tokens().accessToken()).orElseThrow();
    var session = ports.sessions().find(ada.company(), claims.session()).orElseThrow();
    assertThat(in.user()).isEqualTo(ada);
    assertThat(claims.user()).isEqualTo(ada.id());
    assertThat(in.tokens().expiresIn()).isEqualTo(Duration.ofMinutes(30));
    assertThat(session.device()).contains("curl");
    assertThat(session.expiresAt()).isEqualTo(AccountPorts.NOON.plus(Duration.ofDays(7)));
  }

  @Test
  void theEmailAddressIsAsGoodAsTheUsername() {
    var email = ada.email().orElseThrow().value().toUpperCase(java.util.Locale.ROOT);

    assertThat(world.logIn(email, PASSWORD).user()).isEqualTo(ada);
  }

  @Test
  void aWrongNameAndAWrongPasswordAreToldAlikeAndCostTheSame() {
    var before = world.passwords.checks();
    var wrongPassword = refusal(ada.username().value(), "wrong");
    var one = world.passwords.checks() - before;
    var wrongName = refusal("nobody", PASSWORD);

    assertThat(wrongName).isEqualTo(wrongPassword);
    assertThat(wrongName)
        .isEqualTo(new Rejection.Unauthenticated("login_failed", "Incorrect username or password"));
    assertThat(world.passwords.checks() - before).isEqualTo(2 * one);
  }

  @Test
  void whoGuessesIsSlowedDownAndTheOwnerElsewhereIsNot() {
    for (int i = 0; i < 200; i++) {
      refusal(ada.username().value(), "wrong");
    }

    assertThat(refusal(ada.username().value(), PASSWORD)).isInstanceOf(Rejection.TooMany.class);
    assertThat(from("198.51.100.7", PASSWORD).user()).isEqualTo(ada);
    world.pass(Duration.ofMinutes(31));
    assertThat(world.logIn(ada).user()).isEqualTo(ada);
  }

  @Test
  void aRightPasswordCountsNothingAndForgivesWhatWasBefore() {
    for (int i = 0; i < 100; i++) {
      world.logIn(ada);
    }
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(refusal(ada.username().value(), "wrong").code()).isEqualTo("login_failed");
      }
      world.logIn(ada);
    }
  }

  @Test
  void rightOnesAtTheSameTimeDoNotFillWhatIsForWrongOnes() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = Collections.nCopies(50, (Callable<User>) () -> world.logIn(ada).user());
      for (var each : threads.invokeAll(all)) {
        assertThat(each.get()).isEqualTo(ada);
      }
    }
  }

  @Test
  void whereTheOwnerCameInBeforeTheyAreNotSlowedDownByWhatOthersTryElsewhere() {
    from("198.51.100.7", PASSWORD);
    for (int i = 0; i < 40; i++) {
      var attacker = "203.0.113." + i;
      assertThatThrownBy(() -> from(attacker, "wrong")).isInstanceOf(Rejected.class);
    }

    assertThatThrownBy(() -> from("203.0.113.99", PASSWORD)).hasMessage("too_many_requests");
    assertThat(from("198.51.100.7", PASSWORD).user()).isEqualTo(ada);
  }

  @Test
  void aNameThatIsNobodysIsSlowedDownAlike() {
    var known = codes(ada.username().value());
    world.pass(Duration.ofHours(1));

    assertThat(codes("nobody")).isEqualTo(known).contains("login_failed", "too_many_requests");
  }

  @Test
  void aCompanyThatIsGuessedAtTooOftenShowsNobodysNameAndKnowsItsPeople() {
    from("198.51.100.7", PASSWORD);
    fill(ada.company());

    var known = codes(ada.username().value());
    assertThat(codes("nobody")).isEqualTo(known).contains("login_failed", "too_many_requests");
    assertThatThrownBy(() -> from("203.0.113.200", PASSWORD)).hasMessage("login_failed");
    assertThat(from("198.51.100.7", PASSWORD).user()).isEqualTo(ada);
  }

  @Test
  void whoComesFromAKnownPlaceGivesBackNothingThatOthersTook() {
    from("198.51.100.7", PASSWORD);
    fill(ada.company());
    for (int i = 0; i < 20; i++) {
      from("198.51.100.7", PASSWORD);
    }

    assertThatThrownBy(() -> from("203.0.113.200", PASSWORD)).hasMessage("login_failed");
    world.pass(Duration.ofMinutes(15));
    assertThat(from("203.0.113.200", PASSWORD).user()).isEqualTo(ada);
  }

  @Test
  void aHundredWrongOnesInARowLeaveOnlyKnownPlacesUntilTheOwnerComesIn() {
    from("198.51.100.7", PASSWORD);
    guessAHundredTimes();

    assertThatThrownBy(() -> from("203.0.113.200", PASSWORD)).hasMessage("too_many_requests");
    assertThat(from("198.51.100.7", PASSWORD).user()).isEqualTo(ada);
    assertThat(from("203.0.113.200", PASSWORD).user()).isEqualTo(ada);
  }

  @Test
  void aHundredWrongOnesOfThePasswordBeforeDoNotCount() {
    guessAHundredTimes();
    ports
        .transactions()
        .inTransaction(
            () ->
                ports
                    .users()
                    .setPassword(
                        ada.company(),
                        ada.id(),
                        world.passwords.hash(
                            new dev.switchboard.domain.user.Password("battery staple"))));

    assertThat(from("203.0.113.200", "battery staple").user()).isEqualTo(ada);
  }

  /** From everywhere, as slowly as nothing else forbids, and a week ago. */
  private void guessAHundredTimes() {
    for (int i = 0; i < 100; i++) {
      var attacker = "203.0.113." + i;
      assertThatThrownBy(() -> from(attacker, "wrong")).hasMessage("login_failed");
      world.pass(Duration.ofMinutes(2));
    }
    world.pass(Duration.ofDays(7));
  }

  /** All that may be tried on a company, on other people than Ada. */
  private void fill(CompanyId company) {
    for (int i = 0; i < 50; i++) {
      var bo = world.stored(ports.aUser(company));
      var attacker = Optional.of("203.0.113." + i);
      var guess =
          new LogIn.Command(
              List.of(LoginName.of(bo.username())),
              new dev.switchboard.domain.user.Password("wrong"),
              Optional.empty(),
              attacker);
      assertThatThrownBy(() -> world.logIn.handle(guess)).hasMessage("login_failed");
    }
  }

  private List<String> codes(String name) {
    return java.util.stream.IntStream.range(0, 10)
        .mapToObj(_ -> refusal(name, "wrong").code())
        .toList();
  }

  private LogIn.LoggedIn from(String address, String password) {
    return world.logIn.handle(
        new LogIn.Command(
            List.of(LoginName.of(ada.username())),
            new Password(password),
            java.util.Optional.empty(),
            java.util.Optional.of(address)));
  }

  @Test
  void aPasswordBeyondAllMeasureIsWrongWithoutBeingHashed() {
    var before = world.passwords.checks();

    refusal(ada.username().value(), "x".repeat(100_000));
    assertThat(world.passwords.checks()).isEqualTo(before);
  }

  @Test
  void aDisabledUserIsToldSoOnlyWithTheRightPassword() {
    ports.changed(ada, user -> user.activated(false, AccountPorts.NOON));

    assertThat(refusal(ada.username().value(), PASSWORD).code()).isEqualTo("user_disabled");
    assertThat(refusal(ada.username().value(), "wrong").code()).isEqualTo("login_failed");
  }

  @Test
  void anOldHashIsReplacedAtTheNextLogin() {
    var bo = ports.aUser(ada.company());
    ports.transactions().inTransaction(() -> ports.users().add(bo, PlainPasswords.old(PASSWORD)));

    world.logIn(bo);

    var stored =
        ports.users().credentials(List.of(LoginName.of(bo.username()))).orElseThrow().password();
    assertThat(world.passwords.outdated(stored)).isFalse();
    assertThat(world.logIn(bo).user()).isEqualTo(bo);
  }

  @Test
  void aPasswordThatIsReplacedWhileItIsComparedOpensNothing() {
    world.passwords.meanwhile(
        () ->
            ports
                .transactions()
                .inTransaction(
                    () ->
                        ports
                            .users()
                            .setPassword(
                                ada.company(),
                                ada.id(),
                                world.passwords.hash(new Password("another one")))));

    assertThat(refusal(ada.username().value(), PASSWORD).code()).isEqualTo("login_failed");
    assertThat(world.logIn(ada.username().value(), "another one").user()).isEqualTo(ada);
  }

  @Test
  void aHashThatIsRenewedWhileItIsComparedIsStillTheirs() {
    var bo = ports.aUser(ada.company());
    ports.transactions().inTransaction(() -> ports.users().add(bo, PlainPasswords.old(PASSWORD)));
    world.passwords.meanwhile(() -> world.logIn(bo));

    assertThat(world.logIn(bo).user()).isEqualTo(bo);
  }

  @Test
  void loggingOutEndsThisSessionAndEverywhereAllOfThem() {
    var first = session(world.logIn(ada));
    var second = session(world.logIn(ada));
    var third = session(world.logIn(ada));

    world.logOut.handle(world.as(ada, first), Optional.empty());
    assertThat(world.revoked).containsExactly(first);
    world.logOut.everywhere(world.as(ada, second));
    assertThat(world.revoked).containsExactlyInAnyOrder(first, second, third);
    assertThat(ports.sessions().find(ada.company(), third).orElseThrow().revokedAt()).isPresent();
  }

  private dev.switchboard.domain.user.SessionId session(LogIn.LoggedIn in) {
    return world.accessTokens.verify(in.tokens().accessToken()).orElseThrow().session();
  }

  private Rejection refusal(String identifier, String password) {
    var thrown = new Rejected[1];
    assertThatThrownBy(() -> world.logIn(identifier, password))
        .isInstanceOfSatisfying(Rejected.class, rejected -> thrown[0] = rejected);
    return thrown[0].reason();
  }
}
