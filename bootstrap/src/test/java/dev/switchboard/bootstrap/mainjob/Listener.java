package dev.switchboard.bootstrap.mainjob;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A socket that keeps every frame as it came. */
final class Listener implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> frames = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  Listener(URI uri) throws Exception {
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                uri,
                new WebSocket.Listener() {
                  private final StringBuilder text = new StringBuilder();

                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence part, boolean whole) {
                    text.append(part);
                    if (whole) {
                      frames.add(text.toString());
                      text.setLength(0);
                    }
                    from.request(1);
                    return null;
                  }
                })
            .get(10, TimeUnit.SECONDS);
  }

  void send(String frame) {
    socket.sendText(frame, true).join();
  }

  boolean saw(String pattern) {
    var wanted = Pattern.compile(pattern).asPredicate();
    return frames.stream().anyMatch(wanted);
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
