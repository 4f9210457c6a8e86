package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link ProcessWebhooks} running: at once when woken, and every so often without, for what
 * another node left behind.
 */
public final class WebhookProcessor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookProcessor.class);

  /** A batch that takes longer is rolled back with its connection, and done again. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ProcessWebhooks process;
  private final int threads;
  private final Duration poll;
  private final Semaphore wakeUps = new Semaphore(0);
  private final List<Thread> running = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  /**
   * @param poll how long it sleeps at most; also how long it waits after a failure
   */
  public WebhookProcessor(ProcessWebhooks process, int threads, Duration poll) {
    this.process = process;
    this.threads = threads;
    this.poll = poll;
  }

  public void start() {
    for (int i = 1; i <= threads; i++) {
      running.add(Thread.ofPlatform().name("webhook-processor-" + i).daemon().start(this::run));
    }
  }

  /** There is something to do. Never blocks. */
  public void wake() {
    if (wakeUps.availablePermits() < threads) {
      wakeUps.release();
    }
  }

  private void run() {
    while (!closing) {
      if (!moreWaits()) {
        rest();
      }
    }
  }

  private boolean moreWaits() {
    try {
      return process.handle();
    } catch (StorageUnavailable | Contention e) {
      LOG.warn("webhooks wait: {}", e.getMessage());
    } catch (RuntimeException | Error e) { // what is thrown ends the thread for ever
      LOG.error("webhooks wait", e);
    }
    return false;
  }

  private void rest() {
    try {
      if (wakeUps.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      } else {
        process.settleEarlyEffects();
      }
    } catch (InterruptedException _) {
      closing = true;
    } catch (RuntimeException | Error e) {
      LOG.warn("early effects wait: {}", e.toString());
    }
  }

  /** Whether every thread that was started still runs. */
  public boolean alive() {
    return !running.isEmpty() && running.stream().allMatch(Thread::isAlive);
  }

  /**
   * Finishes the batch under way, if that does not take long. What waits stays where it is, for the
   * next start.
   */
  @Override
  public void close() {
    closing = true;
    wakeUps.release(threads);
    try {
      var end = System.nanoTime() + PATIENCE.toNanos();
      for (var thread : running) {
        thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
