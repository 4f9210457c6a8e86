package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.InMemoryTransactions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who begins a body and does not end it, or not as they should. The server's usual patience is
 * shortened here.
 */
class SlowClientTest {
  private static final int PATIENCE_MILLIS = 300;
  private static final int TEST_GIVES_UP_MILLIS = 20_000;

  private final AtomicBoolean handled = new AtomicBoolean();
  private final WebServer server = start();

  private WebServer start() {
    var config =
        new WebServer.Config(
            "127.0.0.1",
            0,
            _ -> {
              throw new IllegalStateException("nobody shows a token here");
            },
            new Cors(Set.of()),
            Proxies.NONE,
            TestServer.idempotentPosts(new InMemoryTransactions()),
            TestServer.doorkeeper(),
            Duration.ofMinutes(1),
            javalin ->
                javalin.jetty.modifyHttpConfiguration(
                    http -> http.setIdleTimeout(PATIENCE_MILLIS)));
    return WebServer.create(
            config,
            List.of(
                routes ->
                    routes.post(
                        "/echo",
                        context -> {
                          context.json(Requests.body(context, Map.class));
                          handled.set(true);
                        },
                        Access.PUBLIC)))
        .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBodyThatDoesNotGoOnEndsTheConnection() throws IOException {
    var answer = send("Content-Length: 1000\r\n\r\n{\"text\":");

    assertThat(answer).doesNotContain("HTTP/1.1 2", "HTTP/1.1 500", "Exception");
    assertThat(handled).isFalse();
  }

  @Test
  void aChunkedBodyThatDoesNotGoOnEndsItToo() throws IOException {
    var answer = send("Transfer-Encoding: chunked\r\n\r\n9\r\n{\"text\":\r\n");

    assertThat(answer).doesNotContain("HTTP/1.1 2", "HTTP/1.1 500", "Exception");
    assertThat(handled).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "2\r\n{}\r\nzz\r\n", "2\r\n{}zz\r\n"})
  void aChunkThatIsNoneIsToldSo(String chunks) throws IOException {
    var answer = send("Transfer-Encoding: chunked\r\n\r\n" + chunks);

    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception");
    assertThat(handled).isFalse();
  }

  @Test
  void whoIsInTimeIsAnswered() throws IOException {
    assertThat(send("Connection: close\r\nContent-Length: 2\r\n\r\n{}")).startsWith("HTTP/1.1 200");
  }

  /** Everything until the server closes; fails with a timeout if it never does. */
  private String send(String rest) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(TEST_GIVES_UP_MILLIS);
      var head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
      socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
