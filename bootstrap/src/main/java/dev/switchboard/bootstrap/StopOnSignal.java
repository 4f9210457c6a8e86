package dev.switchboard.bootstrap;

import dev.switchboard.bootstrap.logging.Logging;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops the server on SIGTERM and SIGINT, gently and within {@value #LIMIT_SECONDS} seconds, with
 * exit status 0. A signal during the start waits for the start to end; further signals change
 * nothing.
 */
final class StopOnSignal implements AutoCloseable {
  private static final int LIMIT_SECONDS = 28;
  private static final int START_SECONDS = 20;

  private final CompletableFuture<Optional<Switchboard>> started = new CompletableFuture<>();
  private final CountDownLatch forever = new CountDownLatch(1);

  StopOnSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  /** Hands the server over; returns only when the process is told to end. */
  void await(Switchboard server) {
    started.complete(Optional.of(server));
    try {
      forever.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A start that failed has nothing to stop. */
  @Override
  public void close() {
    started.complete(Optional.empty());
  }

  private void stop() {
    Thread.ofPlatform().daemon().name("stop-limit").start(StopOnSignal::haltLate);
    try {
      var server = started.get(START_SECONDS, TimeUnit.SECONDS);
      if (server.isPresent()) {
        server.get().close();
        Logging.close();
        // the signal's own exit status would tell supervisors of a failure
        Runtime.getRuntime().halt(0);
      }
    } catch (TimeoutException | ExecutionException _) {
      Runtime.getRuntime().halt(1); // the embedded database follows by the kernel's death signal
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void haltLate() {
    try {
      TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
