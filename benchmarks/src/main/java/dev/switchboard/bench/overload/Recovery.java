package dev.switchboard.bench.overload;

import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.machine.Processes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long after a load the product is itself again. */
final class Recovery {
  private static final long NORMAL = Duration.ofMillis(100).toNanos();
  private static final int IN_A_ROW = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Scene scene;

  Recovery(Scene scene) {
    this.scene = scene;
  }

  /** Megabytes of the server's process. */
  long memory() {
    return Processes.memory(scene.product().pid()) >> 20;
  }

  /** Prints when lists were answered as usual, and when no webhook waited any more. */
  void await() {
    long started = System.nanoTime();
    try (var client = HttpClient.newHttpClient()) {
      int quick = 0;
      long since = started;
      while (quick < IN_A_ROW && System.nanoTime() - started < PATIENCE.toNanos()) {
        long before = System.nanoTime();
        boolean well = list(client) && System.nanoTime() - before < NORMAL;
        since = quick == 0 ? before : since;
        quick = well ? quick + 1 : 0;
      }
      System.out.printf("  lists as usual after %.1f s", (since - started) / 1e9);
    }
    while (waiting() > 0 && System.nanoTime() - started < PATIENCE.toNanos()) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    System.out.printf("; no webhook waits after %.1f s%n", (System.nanoTime() - started) / 1e9);
  }

  private long waiting() {
    return scene.server().number("select count(*) from webhook_inbox where processed_at is null");
  }

  private boolean list(HttpClient client) {
    var request =
        HttpRequest.newBuilder(scene.product().base().resolve("/api/chats?limit=50"))
            .header("Authorization", "Bearer " + scene.administratorToken())
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
