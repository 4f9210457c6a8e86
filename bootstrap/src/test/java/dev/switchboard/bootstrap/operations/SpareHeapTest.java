package dev.switchboard.bootstrap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpareHeapTest {
  private static final long FIRST = 128;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Jvm jvm = new Jvm();
  private Instant now = START;

  private final SpareHeap heap = new SpareHeap(jvm, () -> now);

  @Test
  void whatARushHasTakenIsGivenBackWhenItIsOver() {
    jvm.taken = 450;
    look(10, 10, 0);
    assertThat(jvm.asked).isZero();

    look(0);
    assertThat(jvm.asked).isEqualTo(1);

    look(0, 0, 0, 0);
    assertThat(jvm.asked).as("there is nothing more to give back").isEqualTo(1);
  }

  @Test
  void littleIsLeftAsItIs() {
    jvm.taken = FIRST * 3 / 2;
    look(0, 0, 0, 0);
    assertThat(jvm.asked).isZero();
  }

  @Test
  void whatIsNeededIsNotAskedForAgainSoon() {
    jvm.taken = 450;
    jvm.needed = 440;
    look(0, 0, 0, 0);
    now = now.plus(Duration.ofMinutes(58));
    look(0, 0);
    assertThat(jvm.asked).isEqualTo(1);

    now = START.plus(Duration.ofHours(2));
    look(0);
    assertThat(jvm.asked).isEqualTo(2);
  }

  /** One look each, after so many collections. */
  private void look(int... collections) {
    for (var more : collections) {
      jvm.collections += more;
      heap.look();
      now = now.plus(SpareHeap.PAUSE);
    }
  }

  private static final class Jvm implements SpareHeap.Jvm {
    private long taken;
    private long needed = FIRST;
    private long collections;
    private int asked;

    @Override
    public long first() {
      return FIRST;
    }

    @Override
    public long taken() {
      return taken;
    }

    @Override
    public long collections() {
      return collections;
    }

    @Override
    public void collect() {
      asked++;
      taken = needed;
    }
  }
}
