package dev.switchboard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void theUsageTextSaysWhatIsDoneWithoutOptions() {
    assertThat(Options.parse(new String[0]).kills()).isEqualTo(50);
    assertThat(Options.usage())
        .contains("--kills N       how many kill -9 (default 50)")
        .contains("kill       50 random kill -9");
  }
}
