package dev.switchboard.bootstrap.operations;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small regular work on one thread: a chore that fails is logged and comes again at its next turn.
 * Each chore must be safe to run on several nodes at once.
 */
public final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("chores").daemon().factory());

  /** From now on, with {@code pause} between the end of one turn and the next. */
  public void every(Duration pause, String name, Runnable chore) {
    thread.scheduleWithFixedDelay(
        () -> run(name, chore), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void run(String name, Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed, and is tried again at its next turn", name, e);
    }
  }

  /** Lets the chore that is running end. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException _) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
