package dev.switchboard.domain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void whoSaysNothingReplacesWhateverIsThere(int current) {
    assertThatCode(() -> Seen.ANYTHING.require(current)).doesNotThrowAnyException();
  }

  @Test
  void whoNamesRevisionsReplacesOneOfThemAlone() {
    var seen = Seen.of(Set.of(3, 5));

    assertThatCode(() -> seen.require(3)).doesNotThrowAnyException();
    assertThatCode(() -> seen.require(5)).doesNotThrowAnyException();
    refused(seen, 4);
    refused(seen, 6);
    refused(Seen.of(Set.of()), 0);
  }

  private static void refused(Seen seen, int current) {
    assertThatThrownBy(() -> seen.require(current))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                org.assertj.core.api.Assertions.assertThat(rejected.reason())
                    .isInstanceOf(Rejection.Outdated.class)
                    .extracting(Rejection::code)
                    .isEqualTo("precondition_failed"));
  }
}
