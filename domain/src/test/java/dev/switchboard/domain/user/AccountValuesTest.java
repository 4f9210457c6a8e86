package dev.switchboard.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountValuesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant EXPIRY = NOON.plusSeconds(60);
  private static final String ENDLESS = "e" + "\u0301".repeat(31);

  private static Invitation invitation(Optional<Instant> accepted, Optional<Instant> revoked) {
    return new Invitation(
        new CompanyId(1),
        2,
        new TokenHash("00"),
        new EmailAddress("ada@example.test"),
        new RoleId(3),
        new UserId(4),
        NOON,
        EXPIRY,
        accepted,
        revoked);
  }

  @Test
  void anInvitationIsOpenUntilItIsUsedTakenBackOrExpires() {
    var open = invitation(Optional.empty(), Optional.empty());
    assertThat(open.stateAt(EXPIRY.minusMillis(1))).isEqualTo(Invitation.State.PENDING);
    assertThat(open.stateAt(EXPIRY)).isEqualTo(Invitation.State.EXPIRED);

    var accepted = invitation(Optional.of(NOON), Optional.empty());
    assertThat(accepted.stateAt(EXPIRY)).isEqualTo(Invitation.State.ACCEPTED);
    var revoked = invitation(Optional.empty(), Optional.of(NOON));
    assertThat(revoked.stateAt(EXPIRY)).isEqualTo(Invitation.State.REVOKED);
  }

  @Test
  void aResetTokenOpensTheAccountItWasMadeForUntilItExpires() {
    var account = TokenHash.ofText("account");
    var token =
        new ResetToken(
            new CompanyId(1), new UserId(2), TokenHash.ofText("token"), account, NOON, EXPIRY);

    assertThat(token.opens(account, EXPIRY.minusMillis(1))).isTrue();
    assertThat(token.opens(account, EXPIRY)).isFalse();
    assertThat(token.opens(TokenHash.ofText("another"), NOON)).isFalse();
  }

  @Test
  void ofATokenTheSha256IsKept() {
    var hash = TokenHash.ofText("abc");

    assertThat(hash.hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(hash.bytes()).hasSize(32);
    assertThat(TokenHash.of(hash.bytes())).isEqualTo(hash);
  }

  @Test
  void anEmployeesNumberIsOneLineAndComparedWithoutCase() {
    assertThat(new EmployeeId(" AB-1 ").value()).isEqualTo("AB-1");
    assertThat(new EmployeeId("AB-1").folded()).isEqualTo("ab-1");
    assertThat(new EmployeeId("x".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new EmployeeId("x".repeat(65))).hasMessage("too_long");
    assertThatThrownBy(() -> new EmployeeId(" ")).hasMessage("blank");
    assertThatThrownBy(() -> new EmployeeId("a\nb")).hasMessage("control_character");
  }

  @Test
  void namesAreAsLongAsTheirLimitsAndNoLonger() {
    assertThat(new Username("x".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new Username("x".repeat(65))).hasMessage("too_long");
    assertThat(Username.suggested("x".repeat(64)).value()).hasSize(32);

    var local = "l".repeat(64) + "@";
    assertThat(new EmailAddress(local + "d".repeat(189)).value()).hasSize(254);
    assertThatThrownBy(() -> new EmailAddress(local + "d".repeat(190))).hasMessage("too_long");
    assertThatThrownBy(() -> new EmailAddress("l" + local + "d.test")).hasMessage("form");
  }

  @Test
  void whatCanBeNobodysNameMeansNobody() {
    assertThat(LoginName.meantBy("x".repeat(320))).hasSize(1);
    assertThat(LoginName.meantBy("x".repeat(321))).isEmpty();
    assertThat(LoginName.meantBy(ENDLESS)).isEmpty();
    assertThat(LoginName.meantBy("a\u0007b")).isEmpty();
  }

  @Test
  void aLongPasswordIsComposedAsLongAsItMayStillBecomeShortEnough() {
    var decomposed = "\u03b1\u0314\u0301\u0345".repeat(256); // four become one

    assertThat(new Password(decomposed).atLeast(8).value()).isEqualTo("\u1f85".repeat(256));
    assertThat(new Password(decomposed).unusable()).isFalse();
    assertThat(new Password("x".repeat(256)).unusable()).isFalse();
    assertThat(new Password("x".repeat(257)).unusable()).isTrue();
    assertThat(new Password("x".repeat(1_025)).unusable()).isTrue();
    assertThat(new Password(ENDLESS).unusable()).isTrue();
    assertThatThrownBy(() -> new Password(ENDLESS).atLeast(8)).hasMessage("combining_marks");
  }

  @Test
  void aLinkIsOneOfTheWebOrBlank() {
    for (var fine : List.of("http://x.test", " HTTPS://x.test", "", " ")) {
      assertThat(WebLink.checked("website", Optional.of(fine))).contains(fine);
    }
    assertThat(WebLink.checked("website", Optional.empty())).isEmpty();
    for (var wrong : List.of("javascript:x", "x.test", "ftp://x.test")) {
      assertThatThrownBy(() -> WebLink.checked("website", Optional.of(wrong))).hasMessage("scheme");
    }
  }

  @Test
  void whereANameIsFineTooOnlyAnotherSchemeIsNot() {
    assertThat(WebLink.checkedOrName("social_links", "@ada")).isEqualTo("@ada");
    assertThat(WebLink.checkedOrName("social_links", "https://x.test")).isEqualTo("https://x.test");
    assertThatThrownBy(() -> WebLink.checkedOrName("social_links", " data:x")).hasMessage("scheme");
  }
}
