package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static dev.switchboard.application.account.AccountsWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnAccountTest {
  private static final String NEW_PASSWORD = "battery staple";

  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final User ada = world.stored(ports.aUser(ports.newCompany(), SystemRole.AGENT));
  private final SessionId here = session(world.logIn(ada));
  private final Caller caller = world.as(ada, here);

  private final ChangePassword changePassword =
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
          world.clock);
  private final UpdateProfile updateProfile =
      new UpdateProfile(
          ports.transactions(),
          ports.rights(),
          ports.users(),
          world.notices,
          ports.audit(),
          world.clock);
  private final OwnSessions ownSessions =
      new OwnSessions(
          ports.transactions(),
          ports.rights(),
          ports.sessions(),
          world.revocations,
          ports.audit(),
          world.clock);

  @Test
  void aChangedPasswordIsGoodFromThenOnAndEndsEveryOtherSession() {
    var elsewhere = world.logIn(ada);
    var stranger = world.stored(ports.aUser(ada.company()));
    var strangers = session(world.logIn(stranger));

    change(PASSWORD, NEW_PASSWORD);

    assertThat(world.logIn(ada.username().value(), NEW_PASSWORD).user()).isEqualTo(ada);
    assertRefused(
        Unauthenticated.class, "login_failed", () -> world.logIn(ada.username().value(), PASSWORD));
    assertThat(world.revoked).containsExactly(session(elsewhere));
    assertThat(alive(here)).isTrue();
    assertThat(alive(strangers)).isTrue();
    assertRefused(
        Unauthenticated.class,
        "invalid_refresh_token",
        () -> world.refresh.handle(elsewhere.tokens().refreshToken(), Optional.empty()));
  }

  @Test
  void aChangedPasswordIsToldToItsUserAndRecorded() {
    change(PASSWORD, NEW_PASSWORD);

    assertThat(world.notices.told())
        .containsExactly(
            new RecordedNotices.Notice(
                "passwordChanged:THEMSELVES", ada.email(), Optional.empty(), AccountPorts.NOON));
    assertThat(ports.audit().actions()).contains(AuditAction.PASSWORD_CHANGED);
  }

  @Test
  void withoutTheCurrentPasswordNothingChanges() {
    var other = session(world.logIn(ada));

    for (var wrong : List.of("wrong", NEW_PASSWORD, "x".repeat(100_000))) {
      assertRefused(Refused.class, "wrong_password", () -> change(wrong, NEW_PASSWORD));
    }
    assertThat(alive(other)).isTrue();
    assertThat(world.notices.told()).isEmpty();
    assertThat(world.logIn(ada).user()).isEqualTo(ada);
  }

  @Test
  void ofTwoWhoChangeThePasswordAtOnceTheSecondFindsThatTheirsIsNotCurrent() {
    var racing =
        new ChangePassword(
            ports.transactions(),
            ports.rights(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            changingMeanwhile(),
            world.policy,
            world.revocations,
            world.notices,
            world.throttling,
            ports.audit(),
            world.clock);

    assertRefused(
        Refused.class,
        "wrong_password",
        () ->
            racing.handle(
                new ChangePassword.Command(
                    caller, new Password(PASSWORD), new Password("third password"))));
    assertThat(world.logIn(ada.username().value(), NEW_PASSWORD).user()).isEqualTo(ada);
  }

  private PasswordHasher changingMeanwhile() {
    return new PasswordHasher() {
      @Override
      public PasswordHash hash(Password password) {
        change(PASSWORD, NEW_PASSWORD);
        return world.passwords.hash(password);
      }

      @Override
      public boolean matches(Password password, PasswordHash hash) {
        return world.passwords.matches(password, hash);
      }

      @Override
      public boolean outdated(PasswordHash hash) {
        return false;
      }

      @Override
      public void pretend(Password password) {}
    };
  }

  @Test
  void aNewPasswordKeepsToThePolicyAndIsToldUnderItsOwnName() {
    for (var refused :
        Map.of(
                "short",
                "too_short",
                "PASSWORD123",
                "password_blocklisted",
                "Switchboard!",
                "password_blocklisted",
                ada.username().value() + "2026",
                "password_blocklisted")
            .entrySet()) {
      assertRefused(Invalid.class, refused.getValue(), () -> change(PASSWORD, refused.getKey()));
    }
  }

  @Test
  void aLinkThatCouldRunAScriptIsRefused() {
    for (var link :
        List.of("javascript:alert(1)", " JavaScript:x", "data:text/html,x", "vbscript:x")) {
      for (var field : List.of("website", "avatar_url", "social_links")) {
        assertRefused(Invalid.class, "scheme", () -> update(linked(field, link)));
      }
    }
    assertRefused(Invalid.class, "scheme", () -> update(linked("website", "example.test")));
    update(linked("website", "HTTPS://example.test"));
    update(linked("website", " "));
    update(linked("social_links", "@ada"));
  }

  private static UpdateProfile.Changes linked(String field, String link) {
    return new UpdateProfile.Changes(
        new ProfileChanges(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(link).filter(_ -> field.equals("website")),
            Optional.of(Map.of("x", link)).filter(_ -> field.equals("social_links")),
            Optional.of(link).filter(_ -> field.equals("avatar_url")),
            Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whatIsGivenChangesAndTheRestStays() {
    var before = update(named("full_name", "Ada Lovelace"));
    var after =
        update(
            new UpdateProfile.Changes(
                new ProfileChanges(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("two\nlines"),
                    Optional.of("GB"),
                    Optional.of("Engines"),
                    Optional.of("Counts"),
                    Optional.of("https://example.test"),
                    Optional.of(Map.of("x", "y")),
                    Optional.of("https://example.test/a.png"),
                    Optional.of(true)),
                Optional.empty(),
                Optional.of("+44 20 7946")));

    var profile = after.profile();
    assertThat(before.profile().fullName()).contains("Ada Lovelace");
    assertThat(profile.fullName()).contains("Ada Lovelace");
    assertThat(profile.bio()).contains("two\nlines");
    assertThat(profile.country()).contains("GB");
    assertThat(profile.businessName()).contains("Engines");
    assertThat(profile.tagline()).contains("Counts");
    assertThat(profile.website()).contains("https://example.test");
    assertThat(profile.socialLinks()).isEqualTo(Map.of("x", "y"));
    assertThat(profile.avatarUrl()).contains("https://example.test/a.png");
    assertThat(profile.setupCompleted()).isTrue();
    assertThat(after.phoneNumber().orElseThrow().value()).isEqualTo("+44 20 7946");
    assertThat(after.email()).isEqualTo(ada.email());
    assertThat(after.roles()).isEqualTo(ada.roles());
    assertThat(ports.audit().actions()).contains(AuditAction.PROFILE_UPDATED);
  }

  @Test
  void whatChangesNothingIsNotRecorded() {
    var before = update(named("full_name", "Ada Lovelace"));
    var recorded = ports.audit().actions().size();

    var after = update(named("full_name", "Ada Lovelace"));
    update(new UpdateProfile.Changes(ProfileChanges.NONE, Optional.empty(), Optional.empty()));

    assertThat(after).isEqualTo(before);
    assertThat(ports.audit().actions()).hasSize(recorded);
  }

  @Test
  void aBlankTextTakesTheValueAwayButNotTheEmailAddress() {
    update(named("bio", "something"));
    update(reached(null, "+44 20 7946"));

    assertThat(update(named("bio", " ")).profile().bio()).isEmpty();
    assertThat(update(reached(null, "")).phoneNumber()).isEmpty();
    assertRefused(Invalid.class, "missing", () -> update(reached("", null)));
    assertThat(world.people.find(ada.company(), ada.id()).orElseThrow().email())
        .isEqualTo(ada.email().orElseThrow().value());
  }

  @Test
  void aFullNameThatWasMadeOfTheTwoFollowsThemAndOneThatWasChosenDoesNot() {
    update(named("first_name", "Ada"));
    assertThat(update(named("last_name", "King")).profile().fullName()).contains("Ada King");

    update(named("full_name", "Countess of Lovelace"));
    assertThat(update(named("last_name", "Byron")).profile().fullName())
        .contains("Countess of Lovelace");
  }

  @Test
  void anotherEmailAddressIsToldAtTheOneBeforeAndIsGoodForTheNextLogin() {
    update(reached("ada.king@example.test", null));

    assertThat(world.logIn("ADA.king@example.test", PASSWORD).user().id()).isEqualTo(ada.id());
    assertRefused(
        Unauthenticated.class,
        "login_failed",
        () -> world.logIn(ada.email().orElseThrow().value(), PASSWORD));
    assertThat(world.notices.told())
        .containsExactly(
            new RecordedNotices.Notice(
                "emailChanged", ada.email(), Optional.empty(), AccountPorts.NOON));
  }

  @Test
  void theSameEmailAddressInAnotherSpellingIsKeptAndNotWorthANotice() {
    var upper = ada.email().orElseThrow().value().toUpperCase(java.util.Locale.ROOT);

    assertThat(update(reached(upper, null)).email().orElseThrow().value()).isEqualTo(upper);
    assertThat(world.notices.told()).isEmpty();
  }

  @Test
  void whatIsAnothersIsRefused() {
    var bo = world.stored(ports.aUser(ports.newCompany()));

    assertRefused(
        Refused.class,
        "email_taken",
        () -> update(reached(bo.email().orElseThrow().value(), null)));
    assertThat(world.notices.told()).isEmpty();
  }

  @Test
  void ofTheSessionsThoseThatLiveAreShownNewestFirst() {
    world.pass(Duration.ofMinutes(1));
    var second = session(world.logIn(ada));
    world.pass(Duration.ofMinutes(1));
    var ended = session(world.logIn(ada));
    world.logIn(world.stored(ports.aUser(ada.company())));
    ownSessions.end(caller, ended);

    assertThat(ownSessions.of(caller).stream().map(one -> one.id()).toList())
        .containsExactly(second, here);
    world.pass(Duration.ofDays(7).minusMinutes(2));
    assertThat(ownSessions.of(caller).stream().map(one -> one.id()).toList())
        .containsExactly(second);
  }

  @Test
  void aSessionIsEndedOnceAndOnlyByItsOwnUser() {
    var other = world.logIn(ada);
    var bo = world.stored(ports.aUser(ada.company()));
    var foreign = session(world.logIn(bo));

    ownSessions.end(caller, session(other));

    assertThat(world.revoked).containsExactly(session(other));
    assertRefused(
        Unauthenticated.class,
        "invalid_refresh_token",
        () -> world.refresh.handle(other.tokens().refreshToken(), Optional.empty()));
    for (var none : List.of(session(other), foreign, new SessionId(-1))) {
      assertRefused(Missing.class, "session_not_found", () -> ownSessions.end(caller, none));
    }
    assertThat(alive(foreign)).isTrue();
    assertThat(ports.audit().actions()).filteredOn(AuditAction.SESSION_ENDED::equals).hasSize(1);
  }

  @Test
  void loggingOutWithTheTokenOfAnotherSessionEndsThatOneTooUnlessItIsAnothers() {
    var other = world.logIn(ada);
    var bo = world.stored(ports.aUser(ada.company()));
    var foreign = world.logIn(bo);

    world.logOut.handle(caller, Optional.of(foreign.tokens().refreshToken()));
    assertThat(world.revoked).containsExactly(here);
    assertThat(alive(session(foreign))).isTrue();

    world.logOut.handle(caller, Optional.of(other.tokens().refreshToken()));
    assertThat(alive(session(other))).isFalse();
    world.logOut.handle(caller, Optional.of("no token at all"));
    assertThat(ports.audit().actions()).contains(AuditAction.LOGOUT);
  }

  @Test
  void aRefreshTokenAloneEndsItsSessionOnce() {
    var other = world.logIn(ada);
    var token = other.tokens().refreshToken();
    var from = Optional.of("192.0.2.9");

    world.logOut.handle(token, from);

    assertThat(world.revoked).containsExactly(session(other));
    assertThat(alive(session(other))).isFalse();
    assertThat(alive(here)).isTrue();
    var event = ports.audit().events().getLast();
    assertThat(event.action()).isEqualTo(AuditAction.LOGOUT);
    assertThat(event.actor()).contains(ada.id());
    assertThat(event.session()).contains(session(other));
    assertThat(event.address()).isEqualTo(from);
    for (var none : List.of(token, "no token at all", "")) {
      assertRefused(
          Unauthenticated.class, "invalid_refresh_token", () -> world.logOut.handle(none, from));
    }
  }

  private void change(String current, String wanted) {
    changePassword.handle(
        new ChangePassword.Command(caller, new Password(current), new Password(wanted)));
  }

  private User update(UpdateProfile.Changes changes) {
    return updateProfile.handle(new UpdateProfile.Command(caller, changes, Seen.ANYTHING));
  }

  private static UpdateProfile.Changes reached(String email, String phone) {
    return new UpdateProfile.Changes(
        ProfileChanges.NONE, Optional.ofNullable(email), Optional.ofNullable(phone));
  }

  private static UpdateProfile.Changes named(String field, String value) {
    return new UpdateProfile.Changes(
        new ProfileChanges(
            only("full_name", field, value),
            only("first_name", field, value),
            only("last_name", field, value),
            only("bio", field, value),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> only(String wanted, String field, String value) {
    return wanted.equals(field) ? Optional.of(value) : Optional.empty();
  }

  private boolean alive(SessionId id) {
    return ports.sessions().find(ada.company(), id).orElseThrow().aliveAt(world.clock.instant());
  }

  private SessionId session(LogIn.LoggedIn in) {
    return world.accessTokens.verify(in.tokens().accessToken()).orElseThrow().session();
  }
}
