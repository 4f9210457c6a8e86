package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=b|b",
        "  export A = b |b",
        "A=b # why|b",
        "A=b#c|b#c",
        "A=#nothing|~~",
        "A=|~~",
        "A=postgresql://u:p@h/d?x=1|postgresql://u:p@h/d?x=1",
        "A='b # c $d \\n'|b # c $d \\n",
        "A=\"b \\\"c\\\" \\$d\" # e|b \"c\" $d",
        "A=b=c|b=c",
      })
  void aLineGivesItsValue(String line, String value) {
    assertThat(DotEnv.parse(".env", List.of(line)))
        .containsExactly(java.util.Map.entry("A", value));
  }

  @Test
  void doubleQuotesKnowLineBreaks() {
    assertThat(DotEnv.parse(".env", List.of("A=\"b\\nc\""))).containsEntry("A", "b\nc");
  }

  @Test
  void blankLinesCommentsAndAByteOrderMarkAreSkipped() {
    assertThat(DotEnv.parse(".env", List.of("\uFEFFA=1", "", "  # B=2", "C=3")))
        .containsOnlyKeys("A", "C");
  }

  @Test
  void theLastOfTwoLinesCounts() {
    assertThat(DotEnv.parse(".env", List.of("A=1", "A=2"))).containsEntry("A", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "1A=b", "A B=c", "A='b", "A=\"b", "A='b' c", "=b"})
  void anythingElseIsNamedByItsLine(String line) {
    assertThatThrownBy(() -> DotEnv.parse(".env", List.of("X=1", line)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage(".env line 2: expected NAME=value");
  }

  @Test
  void aMissingFileIsEmpty() {
    assertThat(DotEnv.read(Path.of("no-such-file"))).isEmpty();
  }
}
