package dev.switchboard.meta.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.ingest.InMemoryWebhookInbox;
import dev.switchboard.application.ingest.InboxAppender;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who begins a post on the short way and does not end it. */
class SlowPostTest {
  private static final int PATIENCE_MILLIS = 300;
  private static final int TEST_GIVES_UP_MILLIS = 20_000;

  private final InboxAppender appender =
      new InboxAppender(
          new InMemoryWebhookInbox(new InMemoryTransactions()),
          new InMemoryIds(),
          Clock.systemUTC(),
          () -> {},
          InboxAppender.Limits.DEFAULT);
  private final Javalin server = start();

  private Javalin start() {
    var settings =
        new WebhookSettings(List.of("fb"), List.of("ig"), List.of("token"), List.of("token"));
    var door = new WebhookDoor(settings, appender, _ -> {}, (_, _) -> {}, 1_000);
    return Javalin.create(
            config -> {
              config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(PATIENCE_MILLIS));
              config.jetty.modifyServer(
                  jetty -> ((Handler.Singleton) jetty.getHandler()).insertHandler(door));
            })
        .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.stop();
    appender.close();
  }

  @Test
  void whoseBodyDoesNotGoOnIsToldThatItIsLate() throws IOException {
    try (var socket = begun()) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void whoseBodyEndsEarlyIsToldThatItIsBroken() throws IOException {
    try (var socket = begun()) {
      socket.shutdownOutput();

      assertThat(answer(socket)).startsWith("HTTP/1.1 400");
    }
  }

  private Socket begun() throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(TEST_GIVES_UP_MILLIS);
    var head =
        "POST /webhook HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: sha256=%s\r\n"
            .formatted("0".repeat(64));
    socket
        .getOutputStream()
        .write((head + "Content-Length: 100\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
