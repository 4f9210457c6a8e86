package dev.switchboard.bootstrap.operations;

import dev.switchboard.application.StorageUnavailable;
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
  // after the start, which needs the processors and the connections more
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  // two: a long one must not hold up the others
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("chores-", 0).daemon().factory());

  /** From soon on, with {@code pause} between the end of one turn and the next. */
  public void every(Duration pause, String name, Runnable chore) {
    every(SOON, pause, name, chore);
  }

  /** For the first time after {@code delay}: what can wait must not make the start slower. */
  public void every(Duration delay, Duration pause, String name, Runnable chore) {
    threads.scheduleWithFixedDelay(
        () -> run(name, chore), delay.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void run(String name, Runnable chore) {
    try {
      chore.run();
    } catch (StorageUnavailable e) { // everything says so then, many times a minute
      LOG.warn("{} failed, and is tried again at its next turn: {}", name, e.getMessage());
    } catch (RuntimeException | Error e) { // what is thrown would be its last turn
      LOG.warn("{} failed, and is tried again at its next turn", name, e);
    }
  }

  /** Lets the chore that is running end. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
