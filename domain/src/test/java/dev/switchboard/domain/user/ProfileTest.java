package dev.switchboard.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  private static Profile with(String fullName, String bio) {
    return new Profile(
        Optional.ofNullable(fullName),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(bio),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        false);
  }

  @Test
  void textsAreStrippedAndComposedAndBlankOnesAreNone() {
    assertThat(with(" Ame\u0301lie ", null).fullName()).contains("Am\u00e9lie");
    assertThat(with("  ", "\n").fullName()).isEmpty();
    assertThat(with("  ", "\n").bio()).isEmpty();
  }

  @Test
  void thereAreNotMoreLinksThanAnybodyNeeds() {
    var twenty = new HashMap<String, String>();
    for (int i = 0; i < 20; i++) {
      twenty.put("link " + i, "https://example.test/" + i);
    }
    assertThat(linked(twenty).socialLinks()).isEqualTo(twenty);

    var more = new HashMap<>(twenty);
    more.put("one more", "x");
    assertThatThrownBy(() -> linked(more)).hasMessage("too_many");
    var long_ = new HashMap<String, String>();
    for (int i = 0; i < 5; i++) {
      long_.put("link " + i, "x".repeat(2_000));
    }
    assertThatThrownBy(() -> linked(long_)).hasMessage("too_long");
  }

  @Test
  void allLinksTogetherHaveEightThousandCharacters() {
    var full = new HashMap<String, String>();
    for (int i = 0; i < 4; i++) {
      full.put("l" + i, "x".repeat(1_998));
    }
    assertThat(linked(full).socialLinks()).isEqualTo(full);

    full.put("l0", "x".repeat(1_999));
    assertThatThrownBy(() -> linked(full)).hasMessage("too_long");
  }

  private static Profile linked(Map<String, String> links) {
    var none = Optional.<String>empty();
    return new Profile(none, none, none, none, none, none, none, none, links, none, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\0b", "a\u2028b", "a\u2029b", "a\ud800b"})
  void aNameIsOneLineOfWholeCharacters(String name) {
    assertThatThrownBy(() -> with(name, null)).hasMessage("control_character");
  }

  @Test
  void aBioMayHaveSeveralLines() {
    assertThat(with(null, "one\r\n\ttwo").bio()).contains("one\r\n\ttwo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\u001bb", "a\u2028b", "a\udc00b"})
  void aBioHoldsNothingThatCannotBeShown(String bio) {
    assertThatThrownBy(() -> with(null, bio)).hasMessage("control_character");
  }

  @Test
  void lengthsCountCharactersAndNotTheirHalves() {
    assertThat(with("😀".repeat(200), null).fullName()).isPresent();
    assertThatThrownBy(() -> with("😀".repeat(201), null)).hasMessage("too_long");
    assertThat(with(null, "x".repeat(2_000)).bio()).isPresent();
    assertThatThrownBy(() -> with(null, "x".repeat(2_001))).hasMessage("too_long");
  }

  @Test
  void anotherCountryChangesThatAlone() {
    var before = with("Ada", "Counts");

    assertThat(before.from(Optional.of("GB")).country()).contains("GB");
    assertThat(before.from(Optional.of("GB")).from(Optional.empty())).isEqualTo(before);
  }

  @Test
  void withoutEitherPartThereIsNoFullName() {
    assertThat(Profile.joined(Optional.empty(), Optional.empty())).isEmpty();
    assertThat(Profile.joined(Optional.of(" "), Optional.of(""))).isEmpty();
  }

  @Test
  void twoPartsMakeAFullNameWhereNoneIsGiven() {
    assertThat(Profile.named(Optional.empty(), Optional.of("Ada"), Optional.of("L")).fullName())
        .contains("Ada L");
    assertThat(Profile.named(Optional.of(" "), Optional.of("Ada"), Optional.empty()).fullName())
        .contains("Ada");
    assertThat(Profile.named(Optional.of("A L"), Optional.of("Ada"), Optional.empty()).fullName())
        .contains("A L");
  }
}
