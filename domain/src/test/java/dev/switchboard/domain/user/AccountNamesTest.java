package dev.switchboard.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName.Kind;
import dev.switchboard.domain.user.RefreshToken.Presented;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountNamesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void aUsernameIsNeverTakenForAnotherKindOfName() {
    for (var wrong : List.of("", " ", "a@b", "+49170", "12345", "a b", "a\nb", "x".repeat(65))) {
      assertThatThrownBy(() -> new Username(wrong)).isInstanceOf(Rejected.class);
    }
    assertThat(new Username(" Éva_1.x-y ").folded()).isEqualTo("éva_1.x-y");
    assertThat(new Username("\uff21da").folded()).isEqualTo("ada");
  }

  @Test
  void aUsernameIsMadeOutOfAnyAddress() {
    assertThat(Username.from(new EmailAddress("ada+news@example.test")).value())
        .isEqualTo("adanews");
    assertThat(Username.from(new EmailAddress("007@example.test")).value()).isEqualTo("user007");
    assertThat(Username.suggested("\u0000\n!").value()).isEqualTo("user");
    assertThat(Username.suggested("é".repeat(300)).numbered(Long.MAX_VALUE).value()).isNotEmpty();
  }

  @Test
  void anEmailAddressCannotCarryHeadersOrLists() {
    for (var wrong :
        List.of(
            "a",
            "@b.test",
            "a@",
            "a@b\r\nBcc: c@d.test",
            "a@b.test,c@d.test",
            "<a@b.test>",
            "a b@c.test",
            "a@b..test",
            "a\u0000@b.test",
            "a@-b.test",
            "x".repeat(250) + "@b.test")) {
      assertThatThrownBy(() -> new EmailAddress(wrong)).as(wrong).isInstanceOf(Rejected.class);
    }
    assertThat(new EmailAddress(" Ada.L+x@Exämple.test ").folded())
        .isEqualTo("ada.l+x@exämple.test");
  }

  @Test
  void whatSomebodyTypedMeansAtMostOneNameOfEachKind() {
    assertThat(LoginName.meantBy("Ada@x.test"))
        .containsExactly(new LoginName(Kind.EMAIL, "ada@x.test"));
    assertThat(LoginName.meantBy("+49 (170)"))
        .containsExactly(
            new LoginName(Kind.USERNAME, "+49 (170)"), new LoginName(Kind.PHONE, "+49170"));
    assertThat(LoginName.meantBy("ada")).containsExactly(new LoginName(Kind.USERNAME, "ada"));
    assertThat(LoginName.meantBy("a\u0000b")).isEmpty();
    assertThat(LoginName.meantBy("x".repeat(100_000))).isEmpty();
  }

  @Test
  void aPasswordIsMeasuredInCharactersAndOtherwiseFree() {
    assertThat(new Password(" pass word ").atLeast(8).value()).isEqualTo(" pass word ");
    assertThat(new Password("😀".repeat(8)).atLeast(8)).isNotNull();
    assertThat(new Password("x".repeat(256)).atLeast(8)).isNotNull();
    assertThatThrownBy(() -> new Password("😀".repeat(7)).atLeast(8)).hasMessage("too_short");
    assertThatThrownBy(() -> new Password("x".repeat(257)).atLeast(8)).hasMessage("too_long");
  }

  @Test
  void aRefreshTokenIsFreshThenForAMomentTheSameThenReused() {
    var fresh = token(Optional.empty());
    var used = token(Optional.of(NOON));

    assertThat(fresh.presentedAt(NOON)).isEqualTo(new Presented.Fresh());
    assertThat(used.presentedAt(NOON.plusSeconds(10))).isEqualTo(new Presented.Again());
    assertThat(used.presentedAt(NOON.plusMillis(10_001))).isEqualTo(new Presented.Reused());
    assertThat(fresh.presentedAt(NOON.plusSeconds(3_600))).isEqualTo(new Presented.Expired());
  }

  @Test
  void anAdministratorMayMakeAgentsAndASupervisorMayNotMakeAdministrators() {
    assertThat(role(SystemRole.AGENT).grantableBy(SystemRole.COMPANY_ADMIN.permissions())).isTrue();
    assertThat(role(SystemRole.COMPANY_ADMIN).grantableBy(SystemRole.SUPERVISOR.permissions()))
        .isFalse();
  }

  private static Role role(SystemRole role) {
    return Role.of(role, new CompanyId(1), new RoleId(1), NOON);
  }

  private static RefreshToken token(Optional<Instant> usedAt) {
    return new RefreshToken(
        new CompanyId(1),
        new TokenHash("00"),
        new SessionId(1),
        NOON,
        NOON.plusSeconds(3_600),
        usedAt);
  }
}
