package dev.switchboard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  /** What the server does with the n-th request before it answers; the status it gives. */
  private interface Behaviour {
    int of(int n);
  }

  private volatile Behaviour behaviour = _ -> 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          var status = behaviour.of(requests.getAndIncrement());
          if (status == 0) {
            exchange.close();
            return;
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aStalledServerIsChargedForWhatWasDueMeanwhile() {
    // one stall of 400 ms; a client that waits for the answer before it sends would see one slow
    // answer of 100
    behaviour = n -> n == 20 ? pause(400) : 200;

    var outcome = load(1, Arrivals.everySecond(100)).run(Duration.ofSeconds(1));

    assertThat(outcome.ok()).isEqualTo(100);
    assertThat(outcome.latency().getTotalCount()).isEqualTo(100);
    assertThat(outcome.latency().getCountBetweenValues(millis(100), millis(5_000)))
        .as("those due during the first 300 ms of the stall waited 100 ms and more")
        .isGreaterThanOrEqualTo(28);
  }

  @Test
  void anOverloadedServerIsNotSparedWhatCameLate() {
    behaviour = _ -> pause(20); // 50 a second on the one connection, 100 a second arrive

    var outcome = load(1, Arrivals.everySecond(100)).run(Duration.ofSeconds(1));

    assertThat(outcome.answered() + outcome.unanswered()).isEqualTo(100);
    assertThat(outcome.millis(99)).as("the last are a second late").isGreaterThan(800);
  }

  @Test
  void aClosedLoopSendsOneAtATimeOnEachConnection() {
    var most = new AtomicInteger();
    var now = new AtomicInteger();
    var together = new CountDownLatch(3);
    behaviour =
        _ -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          together.countDown();
          awaitAll(together); // nobody is answered before three have asked
          pause(5);
          now.decrementAndGet();
          return 200;
        };

    var outcome = load(3, Arrivals.closed()).run(Duration.ofMillis(300));

    assertThat(most).hasValue(3);
    assertThat(outcome.ok()).isEqualTo(requests.get());
    assertThat(outcome.unanswered()).isZero();
  }

  @Test
  void refusalsAreCountedAndTheirLatencyIsNot() {
    behaviour = n -> n % 2 == 0 ? 503 : 200;

    var outcome = load(1, Arrivals.everySecond(100)).run(Duration.ofMillis(200));

    assertThat(outcome.statuses()).containsEntry(503, 10L).containsEntry(200, 10L);
    assertThat(outcome.failed()).isEqualTo(10);
    assertThat(outcome.latency().getTotalCount()).isEqualTo(10);
  }

  @Test
  void whoHangsUpLeavesARequestUnansweredAndTheLoadGoesOn() {
    behaviour = n -> n == 3 ? 0 : 200;

    var outcome = load(2, Arrivals.everySecond(100)).run(Duration.ofMillis(200));

    assertThat(outcome.unanswered()).isEqualTo(1);
    assertThat(outcome.ok()).isEqualTo(19);
    assertThat(outcome.failed()).isEqualTo(1);
  }

  private HttpLoad load(int connections, Arrivals arrivals) {
    var request = Request.post("/", "", new byte[] {'{', '}'});
    return new HttpLoad(server.getAddress(), connections, arrivals, _ -> request);
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int pause(int millis) {
    LockSupport.parkNanos(millis(millis));
    return 200;
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
