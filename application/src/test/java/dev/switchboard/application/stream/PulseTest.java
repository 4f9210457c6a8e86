package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final AtomicInteger done = new AtomicInteger();
  private Error error;

  @Test
  void afterAnErrorOfTheWorkTheNextWishCounts() {
    var pulse = new Pulse(Runnable::run, this::failOnce);
    error = new StackOverflowError();
    assertThatThrownBy(pulse::wake).isInstanceOf(StackOverflowError.class);

    pulse.wake();

    assertThat(done).hasValue(1);
  }

  @Test
  void afterThereWasNoThreadTheNextWishCounts() {
    var pulse =
        new Pulse(
            work -> {
              failOnce();
              work.run();
            },
            () -> {});
    error = new OutOfMemoryError("unable to create native thread");
    assertThatThrownBy(pulse::wake).isInstanceOf(OutOfMemoryError.class);

    pulse.wake();

    assertThat(done).hasValue(1);
  }

  private void failOnce() {
    var now = error;
    error = null;
    if (now != null) {
      throw now;
    }
    done.incrementAndGet();
  }
}
