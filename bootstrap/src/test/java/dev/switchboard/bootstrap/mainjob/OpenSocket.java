package dev.switchboard.bootstrap.mainjob;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A socket of which only its end is of interest. */
final class OpenSocket {
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
}
