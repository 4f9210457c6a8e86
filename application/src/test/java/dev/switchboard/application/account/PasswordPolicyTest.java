package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.user.Password;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  private static final PasswordContext CONTEXT =
      PasswordContext.of(AccountsWorld.newcomer("ada.lovelace"), Optional.of("Analytical Engines"));
  private static final PasswordBlocklist LIST = Set.of("letmein99")::contains;

  private final PasswordPolicy policy = new PasswordPolicy(8, Optional.of(LIST));

  @ParameterizedTest
  @CsvSource({
    "8, 7, too_short",
    "8, 8, ",
    "8, 14, ",
    "8, 15, ",
    "8, 64, ",
    "8, 72, ",
    "8, 73, ",
    "8, 128, ",
    "8, 256, ",
    "8, 257, too_long",
    "15, 8, too_short",
    "15, 14, too_short",
    "15, 15, ",
    "15, 64, "
  })
  void aPasswordIsLongEnoughAndNotBeyondAllMeasure(int least, int length, String refusal) {
    var strict = new PasswordPolicy(least, Optional.empty());
    var password = new Password("x".repeat(length));

    if (refusal == null) {
      assertThat(strict.accepted("password", password, CONTEXT)).isEqualTo(password);
    } else {
      assertRefused(Invalid.class, refusal, () -> strict.accepted("password", password, CONTEXT));
    }
  }

  @Test
  void charactersCountAndNotBytes() {
    var password = new Password("😀".repeat(8));

    assertThat(policy.accepted("password", password, CONTEXT)).isEqualTo(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"        ", "aaaaaaaaaaaa", "пароль мой", "12345 67", "no upper case"})
  void noKindOfCharacterIsDemandedOrForbidden(String text) {
    assertThatCode(() -> policy.accepted("password", new Password(text), CONTEXT))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "letmein99",
        "LetMeIn99",
        "ｌｅｔｍｅｉｎ９９",
        "switchboard",
        "Switchboard2026",
        "ada.lovelace",
        "adalovelace1!",
        "Lovelace-99",
        "analytical engines",
        "ANALYTICALENGINES7",
        "EnginesEngines",
        "analyticalLovelace"
      })
  void whatIsTriedFirstIsRefused(String text) {
    assertRefused(
        Invalid.class,
        "password_blocklisted",
        () -> policy.accepted("password", new Password(text), CONTEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "letmein98",
        "switchboard operators",
        "lovelace correct horse",
        "the engines of 1843",
        "adaadaada"
      })
  void aKnownWordBesideEnoughOfAnotherIsFine(String text) {
    assertThatCode(() -> policy.accepted("password", new Password(text), CONTEXT))
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsLeftBesideTheWordsMustBeAsLongAsAPassword() {
    assertThat(policy.accepted("password", new Password("switchboard12345678"), CONTEXT))
        .isNotNull();
    assertRefused(
        Invalid.class,
        "password_blocklisted",
        () -> policy.accepted("password", new Password("switchboard1234567"), CONTEXT));
  }

  @Test
  void anOperatorMaySetWhatCanBeGuessedButNotWhatIsShort() {
    assertThat(policy.longEnough("password", new Password("letmein99"))).isNotNull();
    assertRefused(
        Invalid.class, "too_short", () -> policy.longEnough("password", new Password("letmein")));
  }

  @Test
  void withoutAListNothingIsGuessable() {
    var lenient = new PasswordPolicy(8, Optional.empty());

    assertThat(lenient.accepted("password", new Password("Switchboard"), CONTEXT)).isNotNull();
  }

  @Test
  void theRefusalNamesTheFieldOfTheRequest() {
    assertThat(refused("short").errors())
        .extracting(e -> e.field())
        .containsExactly("new_password");
    assertThat(refused("letmein99").errors())
        .extracting(e -> e.field())
        .containsExactly("new_password");
  }

  private Invalid refused(String text) {
    try {
      policy.accepted("new_password", new Password(text), CONTEXT);
    } catch (dev.switchboard.domain.Rejected e) {
      return (Invalid) e.reason();
    }
    throw new AssertionError("accepted");
  }

  @Test
  void longerWordsAreTakenOutBeforeTheirParts() {
    assertThat(CONTEXT.words())
        .containsExactlyElementsOf(
            List.of(
                "analytical engines",
                "analyticalengines",
                "ada.lovelace",
                "adalovelace",
                "switchboard",
                "analytical",
                "lovelace",
                "engines"));
  }
}
