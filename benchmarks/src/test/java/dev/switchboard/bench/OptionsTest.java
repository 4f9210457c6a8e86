package dev.switchboard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void takesFlagsAndValuesInAnyOrder() {
    var options = Options.parse("--profile", "--rounds", "0", "--only", "one event", "--micro");

    assertThat(options.profile()).isTrue();
    assertThat(options.micro()).isTrue();
    assertThat(options.rounds()).isZero();
    assertThat(options.time()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.wants("webhooks, one event each")).isTrue();
    assertThat(options.wants("POST /messages")).isFalse();
  }

  @Test
  void wantsEverythingUnlessTold() {
    assertThat(Options.parse().wants("anything")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--nothing", "--rounds", "--rounds -1", "--seconds 0", "--rounds x", "loud"})
  void refusesWhatItDoesNotUnderstand(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(line.split(" ")));
  }
}
