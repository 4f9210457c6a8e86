package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.channel.ChannelAccountId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AbsencesTest {
  private static final ChannelAccountId ACCOUNT = new ChannelAccountId(1);
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Absences absences = new Absences();

  @Test
  void thePauseGrowsWithTheAbsenceWithinBounds() {
    assertThat(pause(0, Duration.ZERO)).hasSeconds(30);
    assertThat(pause(0, Duration.ofSeconds(10))).hasSeconds(30);
    assertThat(pause(0, Duration.ofSeconds(100))).hasSeconds(100);
    assertThat(pause(0, Duration.ofMinutes(4))).hasSeconds(240);
    for (var minutes = 10; minutes < 100; minutes += 10) {
      assertThat(pause(0, Duration.ofMinutes(minutes))).hasSeconds(240);
    }
  }

  @Test
  void tasksComeBackOneAfterTheOther() {
    assertThat(pause(7, Duration.ZERO)).hasSeconds(37);
    assertThat(pause(-1, Duration.ZERO)).hasSeconds(59);
    assertThat(pause(Long.MAX_VALUE, Duration.ZERO)).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void anAbsenceThatIsOverOrForgottenBeginsAnew() {
    pause(0, Duration.ZERO);
    assertThat(pause(0, Duration.ofMinutes(2))).hasSeconds(120);
    absences.over(ACCOUNT);
    assertThat(pause(0, Duration.ofMinutes(3))).hasSeconds(30);

    assertThat(pause(0, Duration.ofMinutes(19))).hasSeconds(30);
  }

  @Test
  void anotherAccountIsNotAbsent() {
    pause(0, Duration.ZERO);
    var later = NOON.plusSeconds(200);

    assertThat(absences.pause(new ChannelAccountId(2), 0, later)).hasSeconds(30);
    assertThat(absences.pause(ACCOUNT, 0, later)).hasSeconds(200);
  }

  private Duration pause(long number, Duration sinceNoon) {
    return absences.pause(ACCOUNT, number, NOON.plus(sinceNoon));
  }
}
