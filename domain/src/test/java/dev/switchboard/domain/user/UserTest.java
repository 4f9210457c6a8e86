package dev.switchboard.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);

  private static User user(String fullName, String email, String phone) {
    return new User(
        new CompanyId(1),
        new UserId(2),
        new Username("Ada"),
        Optional.ofNullable(email).map(EmailAddress::new),
        Optional.ofNullable(phone).map(PhoneNumber::new),
        Optional.empty(),
        Profile.named(Optional.ofNullable(fullName), Optional.empty(), Optional.empty()),
        Set.of(new RoleId(3)),
        true,
        false,
        true,
        Optional.of(5),
        4,
        NOON,
        NOON);
  }

  private static Session session(String device, Optional<Instant> revokedAt) {
    return new Session(
        new CompanyId(1),
        new SessionId(2),
        new UserId(3),
        Optional.of(device),
        Optional.empty(),
        NOON,
        NOON,
        LATER,
        revokedAt);
  }

  @Test
  void everyNameToLogInWithIsItsOwn() {
    assertThat(user(null, "Ada@Example.test", "+49 (30) 12-34").loginNames())
        .containsExactly(
            new LoginName(LoginName.Kind.USERNAME, "ada"),
            new LoginName(LoginName.Kind.EMAIL, "ada@example.test"),
            new LoginName(LoginName.Kind.PHONE, "+49301234"));
    assertThat(user(null, null, null).loginNames()).hasSize(1);
  }

  @Test
  void othersSeeTheFullNameOrElseTheUsername() {
    assertThat(user("Ada Lovelace", null, null).displayName()).isEqualTo("Ada Lovelace");
    assertThat(user(null, null, null).displayName()).isEqualTo("Ada");
  }

  @Test
  void eachChangeChangesThatAloneAndTheTime() {
    var ada = user("Ada", null, null);

    assertThat(ada.activated(false, LATER))
        .usingRecursiveComparison()
        .ignoringFields("active", "updatedAt")
        .isEqualTo(ada);
    assertThat(ada.activated(false, LATER).active()).isFalse();
    assertThat(ada.routed(false, LATER).receivesNewChats()).isFalse();
    assertThat(ada.ranked(true, LATER).superuser()).isTrue();
    assertThat(ada.holding(Set.of(), LATER).roles()).isEmpty();
    var email = Optional.of(new EmailAddress("a@example.test"));
    var presented = ada.presented(ada.profile(), email, Optional.empty(), LATER);
    assertThat(presented.email()).isEqualTo(email);
    assertThat(presented.updatedAt()).isEqualTo(LATER);
    assertThat(presented.revision()).isEqualTo(4);
  }

  @Test
  void aSessionLivesUntilItExpiresOrIsEnded() {
    assertThat(session("curl", Optional.empty()).aliveAt(LATER.minusMillis(1))).isTrue();
    assertThat(session("curl", Optional.empty()).aliveAt(LATER)).isFalse();
    assertThat(session("curl", Optional.of(NOON)).aliveAt(NOON)).isFalse();
  }

  @Test
  void aDeviceNamesItselfInAtMostTwoHundredAndFiftyFiveCharacters() {
    assertThat(session("x".repeat(255), Optional.empty()).device().orElseThrow()).hasSize(255);
    assertThat(session("x".repeat(256), Optional.empty()).device().orElseThrow()).hasSize(255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "+123456789012345", "(030) 12-34/5.6"})
  void aPhoneNumberIsWrittenAsPeopleDo(String number) {
    assertThat(new PhoneNumber(number).value()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "1234567890123456", "12a34", "+ -- ()", "++12345"})
  void whatIsNoPhoneNumberIsRefused(String number) {
    assertThatThrownBy(() -> new PhoneNumber(number)).hasMessage("form");
  }

  @Test
  void systemRolesAreKnownByTheirSlugsAndTheAncestorsNames() {
    assertThat(SystemRole.of("supervisor")).contains(SystemRole.SUPERVISOR);
    assertThat(SystemRole.of("admin")).contains(SystemRole.COMPANY_ADMIN);
    assertThat(SystemRole.of("agent-messaging")).contains(SystemRole.AGENT);
    assertThat(SystemRole.of("king")).isEmpty();
  }

  @Test
  void noRoleOfACompanysOwnGoesByAKnownName() {
    for (var taken : new String[] {"superadmin", "admin", "agent", "company-admin"}) {
      assertThat(SystemRole.reserved(taken)).as(taken).isTrue();
    }
    assertThat(SystemRole.reserved("night-shift")).isFalse();
  }

  @Test
  void aPermissionIsKnownByItsCode() {
    for (var permission : Permission.values()) {
      assertThat(Permission.of(permission.code())).contains(permission);
      assertThat(permission.label()).isNotBlank();
    }
    assertThat(Permission.of("everything")).isEmpty();
  }
}
