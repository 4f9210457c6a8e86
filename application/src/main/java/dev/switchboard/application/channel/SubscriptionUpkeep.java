package dev.switchboard.application.channel;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link KeepSubscribed} running. */
public final class SubscriptionUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SubscriptionUpkeep.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("subscription-upkeep").daemon().factory());
  private final KeepSubscribed keep;
  private final Duration every;

  public SubscriptionUpkeep(KeepSubscribed keep, Duration every) {
    this.keep = keep;
    this.every = every;
  }

  public void start() {
    timer.scheduleWithFixedDelay(this::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      keep.handle();
    } catch (RuntimeException | Error e) { // what is thrown ends the timer's turns for ever
      LOG.warn("subscriptions are looked at later: {}", e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
