package dev.switchboard.application.outbound;

import dev.switchboard.domain.outbound.LaneKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hints on their way to the workers. Any number of hints that nobody has heeded yet are one. */
public final class LaneSignals implements LaneHints {
  private final Map<LaneKind, Semaphore> signals = new EnumMap<>(LaneKind.class);

  public LaneSignals() {
    for (var kind : LaneKind.values()) {
      signals.put(kind, new Semaphore(0));
    }
  }

  @Override
  public void wake(LaneKind kind) {
    var signal = signals.get(kind);
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  void await(LaneKind kind, Duration atMost) throws InterruptedException {
    if (signals.get(kind).tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      signals.get(kind).drainPermits();
    }
  }
}
