package dev.switchboard.web.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.web.Access;
import dev.switchboard.web.Requests;
import dev.switchboard.web.TestServer;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One place, and whoever waits for it came across in time. */
class QueuedRequestTest {
  private static final Duration DEADLINE = Duration.ofMillis(200);

  private final CountDownLatch gate = new CountDownLatch(1);
  private final Doorkeeper doorkeeper =
      new Doorkeeper(new Admission.Limits(1, 1, 1, 4, 1_000_000, 1_000_000), () -> 0);
  private final TestServer server =
      new TestServer(
          doorkeeper, DEADLINE, routes -> routes.post("/write", this::work, Access.PUBLIC));

  private void work(Context context) throws InterruptedException {
    gate.await();
    context.json(Requests.body(context, Map.class));
  }

  @AfterEach
  void stop() {
    gate.countDown();
    server.close();
  }

  @Test
  void isAnsweredHoweverLongItWaitsForItsPlace() throws IOException {
    var working = post();
    await().until(() -> doorkeeper.admission().admitted(Work.WRITE) == 1);
    var waiting = post();
    await().until(() -> doorkeeper.admission().waiting(Admission.Queue.PEOPLE) == 1);

    lookedAt();
    lookedAt();
    gate.countDown();

    assertThat(working.join().statusCode()).isEqualTo(200);
    assertThat(waiting.join().statusCode()).isEqualTo(200);
    assertThat(waiting.join().body()).isEqualTo("{\"a\":1}");
  }

  private CompletableFuture<HttpResponse<String>> post() {
    return CompletableFuture.supplyAsync(() -> server.send("POST", "/write", "", "{\"a\":1}"));
  }

  /** The deadline has passed, and been seen to: for somebody who came later. */
  private void lookedAt() throws IOException {
    try (var late = new Socket("127.0.0.1", server.server().port())) {
      late.getOutputStream().write("POST /wri".getBytes(StandardCharsets.US_ASCII));
      late.setSoTimeout(20_000);
      assertThat(late.getInputStream().read()).isNegative();
    }
  }
}
