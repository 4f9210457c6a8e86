package dev.switchboard.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortionTest {
  private final Portion portion = new Portion(500);

  @Test
  void fallsBelowWhatFittedAndAsksForMoreThanFitsOnlyNowAndThen() {
    int fit = 20;
    int tooMuch = 0;
    for (int batch = 0; batch < 100; batch++) {
      int asked = portion.posts();
      tooMuch += asked > fit ? 1 : 0;
      portion.taken(asked, Math.min(asked, fit), asked <= fit);
    }

    assertThat(tooMuch).isBetween(10, 30);
    assertThat(portion.posts()).isBetween(15, 21);
  }

  @Test
  void growsBackWhereAllFits() {
    while (portion.posts() > 1) {
      portion.taken(portion.posts(), 1, false);
    }

    for (int batch = 0; batch < 100; batch++) {
      portion.taken(portion.posts(), portion.posts(), true);
    }

    assertThat(portion.posts()).isEqualTo(500);
  }

  @Test
  void aSingleLargeOneHalvesIt() {
    portion.taken(500, 1, false);

    assertThat(portion.posts()).isEqualTo(250);
  }

  @Test
  void staysWhereThereWasNoMore() {
    portion.taken(500, 3, true);

    assertThat(portion.posts()).isEqualTo(500);
  }
}
