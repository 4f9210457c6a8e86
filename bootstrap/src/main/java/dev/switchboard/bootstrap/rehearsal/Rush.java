package dev.switchboard.bootstrap.rehearsal;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All agents at once, as fast as it goes, so that the JVM learns which methods are hot and how they
 * are used (JEP 515). Without it the first minute of every node is spent on learning that.
 */
final class Rush {
  private static final Logger LOG = LoggerFactory.getLogger(Rush.class);
  private static final int AT_ONCE = 8;
  private static final int ANSWER_EVERY = 20;

  private final List<Frontend> agents;

  Rush(List<Frontend> agents) {
    this.agents = agents;
  }

  /**
   * @throws RuntimeException a request failed, or found nothing
   */
  void play(Duration time) {
    var ids = agents.stream().map(Frontend::id).toList();
    var sockets = agents.stream().map(Frontend::listen).toList();
    var end = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hands =
          IntStream.range(0, AT_ONCE)
              .<Future<?>>mapToObj(hand -> threads.submit(() -> work(hand, ids, end)))
              .toList();
      hands.forEach(Rush::finished);
    } finally {
      sockets.forEach(WebSocket::abort);
    }
    LOG.info(
        "rehearsed a rush; {} requests were refused",
        agents.stream().mapToLong(Frontend::refused).sum());
  }

  private void work(int hand, List<String> ids, long end) {
    for (var n = hand; System.nanoTime() < end; n++) {
      var agent = agents.get(n % agents.size());
      var colleague = ids.get((n + 1) % agents.size());
      agent.post(
          "/messages",
          "{\"recipient_id\":" + colleague + ",\"content\":\"Can you take over at noon?\"}");
      agent.get("/api/chats?limit=50");
      if (n % ANSWER_EVERY == 0) {
        agent
            .firstChat()
            .ifPresent(chat -> agent.post(chat + "/messages", "{\"content\":\"One moment.\"}"));
      }
    }
  }

  private static void finished(Future<?> hand) {
    try {
      hand.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
