package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A socket of which only its end is of interest. */
final class OpenSocket {
  static final int UNAUTHENTICATED = 4401;
  static final int COME_BACK = 1012;

  /**
   * For a socket that is told at once to close: a matter of milliseconds on an idle machine, and
   * this one may be busy. Much less than the look at all sessions every thirty seconds.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private OpenSocket() {}

  /** Greeted by the server; completes with the code with which it is closed. */
  static CompletableFuture<Integer> to(HttpClient client, URI uri) throws Exception {
    var greeted = new CompletableFuture<Boolean>();
    var closed = new CompletableFuture<Integer>();
    client
        .newWebSocketBuilder()
        .buildAsync(
            uri,
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
                greeted.complete(true);
                from.request(1);
                return null;
              }

              @Override
              public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                closed.complete(code);
                return null;
              }
            })
        .get(10, TimeUnit.SECONDS);
    greeted.get(10, TimeUnit.SECONDS);
    return closed;
  }

  static void awaitClosed(CompletableFuture<Integer> socket, int code) {
    await("the server closes the socket with " + code).atMost(PATIENCE).until(socket::isDone);
    assertThat(socket.join()).isEqualTo(code);
  }
}
