package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A ping every half minute, by a clock that is about to wrap around. */
class AttentionTest {
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private final Attention attention = new Attention(HEARTBEAT);
  private long now = Long.MAX_VALUE - HEARTBEAT.toNanos();
  private long received;

  private boolean lostAfter(Duration time) {
    now += time.toNanos();
    return attention.lost(received, now);
  }

  private boolean lostAtNext() {
    return lostAfter(HEARTBEAT);
  }

  @Test
  void whoLeavesThreePingsUnansweredIsLost() {
    assertThat(lostAtNext()).as("was never asked").isFalse();
    assertThat(lostAtNext()).isFalse();
    assertThat(lostAtNext()).isFalse();

    assertThat(lostAtNext()).isTrue();
  }

  @Test
  void anythingReceivedIsASignOfLife() {
    for (int i = 0; i < 20; i++) {
      received += i % 3 == 0 ? 1 : 0;
      assertThat(lostAtNext()).isFalse();
    }
  }

  @Test
  void whatMayHaveComeWhileWeStoodStillIsWaitedFor() {
    lostAtNext();
    lostAtNext();
    assertThat(lostAtNext()).isFalse();

    assertThat(lostAfter(Duration.ofMinutes(10))).isFalse();
    assertThat(lostAfter(Duration.ofMillis(1))).as("a turn from before").isFalse();
    received++;

    assertThat(lostAtNext()).isFalse();
  }

  @Test
  void whoSaysNothingAfterThatEitherIsLost() {
    lostAtNext();
    lostAtNext();
    lostAtNext();
    lostAfter(Duration.ofMinutes(10));

    assertThat(lostAtNext()).isTrue();
  }
}
