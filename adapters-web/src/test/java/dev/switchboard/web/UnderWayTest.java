package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that stops answers what it has begun. */
class UnderWayTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch work = new CountDownLatch(1);
  private final TestServer server = new TestServer(this::routes);
  private final HttpClient client = HttpClient.newHttpClient();

  private void routes(RoutesConfig routes) {
    routes.get("/quick", context -> context.result("ok"), Access.PUBLIC);
    routes.post(
        "/slow",
        context -> {
          begun.countDown();
          assertThat(work.await(20, TimeUnit.SECONDS)).isTrue();
          context.status(201).result("done");
        },
        Access.PUBLIC);
    routes.ws("/listen", _ -> {}, Access.PUBLIC);
  }

  @AfterEach
  void stop() {
    work.countDown();
    client.close();
    server.close();
  }

  private CompletableFuture<HttpResponse<String>> slow() throws InterruptedException {
    var request =
        HttpRequest.newBuilder(server.uri("/slow")).POST(HttpRequest.BodyPublishers.ofString("{}"));
    var answer = client.sendAsync(request.build(), BodyHandlers.ofString());
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  @Test
  void whatIsUnderWayIsAnsweredAndWhatComesThenIsToldToComeBack() throws Exception {
    var answer = slow();

    var stopping = Thread.ofVirtual().start(server.server()::close);
    await().until(() -> server.get("/quick", "").statusCode() == 503);
    var refused = server.get("/quick", "");
    assertThat(answer).isNotDone();
    work.countDown();

    assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    assertThat(answer.get().body()).isEqualTo("done");
    stopping.join();
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");
    assertThat(refused.headers().firstValue("Connection")).contains("close");
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.body()).contains("\"code\":\"stopping\"");
  }

  @Test
  void beforeThatClientsAreAskedToChangeTheirConnections() {
    assertThat(server.get("/quick", "").headers().firstValue("Connection")).isEmpty();

    server.server().leave();

    var answer = server.get("/quick", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Connection")).contains("close");
  }

  @Test
  void socketsMayStillBeOpenedThenAndNobodyWaitsForThemToEnd() throws Exception {
    server.server().leave();
    var uri = server.uri("/listen").toString().replaceFirst("http", "ws");
    var closed = new CountDownLatch(1);
    var listener =
        new WebSocket.Listener() {
          @Override
          public void onError(WebSocket socket, Throwable error) {
            closed.countDown();
          }

          @Override
          public CompletableFuture<?> onClose(WebSocket socket, int status, String reason) {
            closed.countDown();
            return null;
          }
        };
    client.newWebSocketBuilder().buildAsync(URI.create(uri), listener).join();

    assertThat(server.server().requestsUnderWay()).isZero();
    server.server().close();

    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
