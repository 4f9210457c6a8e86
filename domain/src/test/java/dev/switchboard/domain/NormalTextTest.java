package dev.switchboard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportTitle;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.EmployeeId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PhoneNumber;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.Username;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalTextTest {
  private static final String ACUTE = "\u0301";
  private static final String BELOW = "\u0323";

  @Test
  void lettersAndTheirMarksBecomeOne() {
    assertThat(NormalText.nfc("name", "e" + ACUTE, 1)).isEqualTo("\u00e9");
    assertThat(NormalText.folded("\u210cE" + ACUTE)).isEqualTo("h\u00e9");
    assertThat(NormalText.withoutMarks("\u00e9\uff9e")).isEqualTo("e");
  }

  @Test
  void aRunOfThirtyMarksIsNormalisedAndALongerOneRefused() {
    assertThat(NormalText.nfc("name", "e" + ACUTE.repeat(30) + "e" + ACUTE.repeat(30)))
        .startsWith("\u00e9");
    assertThat(NormalText.streamSafe("e" + (ACUTE + BELOW).repeat(15))).isTrue();
    for (var mark : new String[] {ACUTE, "\u0903", "\u20dd", "\uff9e", "\ud834\udd65"}) {
      assertThat(NormalText.streamSafe("e" + mark.repeat(31))).isFalse();
      assertThatThrownBy(() -> NormalText.nfc("name", "e" + mark.repeat(31)))
          .isInstanceOf(Rejected.class)
          .hasMessage("combining_marks");
    }
  }

  @Test
  void whatIsFarTooLongIsRefusedBeforeAnythingIsDone() {
    assertThat(NormalText.nfc("name", "\u1f82".repeat(5), 5)).hasSize(5);
    assertThat(NormalText.nfc("name", "\u03b1\u0313\u0300\u0345".repeat(5), 5)).hasSize(5);
    assertThatThrownBy(() -> NormalText.nfc("name", ACUTE.repeat(21), 5)).hasMessage("too_long");
  }

  @Test
  void whatIsNotNormalisedIsFoldedAsItIs() {
    var run = "E" + (ACUTE + BELOW).repeat(16);

    assertThat(NormalText.folded(run)).isEqualTo("e" + run.substring(1));
    assertThat(NormalText.withoutMarks(run)).isEqualTo("E");
  }

  /** Of the two marks the second sorts first: a text that was normalised would have changed. */
  @Test
  void aPasswordThatIsTooCostlyIsLeftAsItCameAndIsNobodys() {
    var many = new Password("e" + (ACUTE + BELOW).repeat(16));
    var long_ = new Password("e" + ACUTE + "a".repeat(1_100));

    assertThat(many.value()).isEqualTo("e" + (ACUTE + BELOW).repeat(16));
    assertThat(many.unusable()).isTrue();
    assertThatThrownBy(() -> many.atLeast(8)).hasMessage("combining_marks");
    assertThat(long_.value()).startsWith("e" + ACUTE);
    assertThat(long_.unusable()).isTrue();
    assertThatThrownBy(() -> long_.atLeast(8)).hasMessage("too_long");
    assertThat(new Password("e" + ACUTE.repeat(30)).unusable()).isFalse();
  }

  @Test
  void aLoginNameThatIsTooCostlyMeansNobody() {
    assertThat(LoginName.meantBy("e" + ACUTE.repeat(30))).isNotEmpty();
    assertThat(LoginName.meantBy("e" + ACUTE.repeat(31))).isEmpty();
  }

  /** In none of them would the run alone be too long. */
  @ParameterizedTest
  @MethodSource("texts")
  void noTextOfARequestIsNormalisedAtAnyCost(Consumer<String> text) {
    assertThatThrownBy(() -> text.accept("e" + ACUTE.repeat(31))).hasMessage("combining_marks");
    assertThatThrownBy(() -> text.accept("e" + ACUTE.repeat(100_000))).hasMessage("too_long");
  }

  static Stream<Consumer<String>> texts() {
    return Stream.of(
        Username::new,
        EmailAddress::new,
        EmployeeId::new,
        PhoneNumber::new,
        ReportTitle::new,
        ReportContent::new,
        CommentText::of,
        text -> Profile.named(Optional.of(text), Optional.empty(), Optional.empty()),
        text -> role(Optional.of(text), "name", Optional.empty()),
        text -> role(Optional.empty(), text, Optional.empty()),
        text -> role(Optional.empty(), "name", Optional.of(text)));
  }

  @Test
  void noUsernameIsMadeOutOfARunOfMarks() {
    assertThatThrownBy(() -> Username.suggested("e" + ACUTE.repeat(31)))
        .hasMessage("combining_marks");
  }

  private static void role(Optional<String> slug, String name, Optional<String> description) {
    Role.own(
        new CompanyId(1),
        new RoleId(2),
        slug,
        new Role.Draft(name, description, Set.of()),
        Instant.EPOCH);
  }
}
