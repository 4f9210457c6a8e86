package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.channel.ChannelAccountId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendRatesTest {
  private static final ChannelAccountId PAGE = new ChannelAccountId(1);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final SendRates rates = new SendRates(40, 8, clock);

  private int taken(SendRates.Kind kind) {
    int taken = 0;
    while (rates.take(PAGE, kind).isEmpty()) {
      taken++;
    }
    return taken;
  }

  @Test
  void aSecondsWorthMayLeaveAtOnce() {
    assertThat(taken(SendRates.Kind.TEXT)).isEqualTo(40);
    assertThat(taken(SendRates.Kind.MEDIA)).isEqualTo(8);
  }

  @Test
  void overTenSecondsTheRateIsKept() {
    int taken = taken(SendRates.Kind.TEXT);
    for (int i = 0; i < 1000; i++) {
      clock.pass(Duration.ofMillis(10));
      taken += taken(SendRates.Kind.TEXT);
    }
    assertThat(taken).isBetween(439, 440);
  }

  @Test
  void theWaitIsAsLongAsItSays() {
    taken(SendRates.Kind.MEDIA);
    var wait = rates.take(PAGE, SendRates.Kind.MEDIA).orElseThrow();

    clock.pass(wait.minusMillis(1));
    assertThat(rates.take(PAGE, SendRates.Kind.MEDIA)).isPresent();
    clock.pass(Duration.ofMillis(1));
    assertThat(rates.take(PAGE, SendRates.Kind.MEDIA)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackHoldsNobodyUp() {
    taken(SendRates.Kind.TEXT);
    clock.pass(Duration.ofHours(-1));
    assertThat(taken(SendRates.Kind.TEXT)).isZero();

    clock.pass(Duration.ofMillis(500));

    assertThat(taken(SendRates.Kind.TEXT)).isEqualTo(20);
  }

  @Test
  void anIdleAccountSavesUpNoMoreThanASecond() {
    taken(SendRates.Kind.TEXT);
    clock.pass(Duration.ofHours(1));

    assertThat(taken(SendRates.Kind.TEXT)).isEqualTo(40);
  }
}
