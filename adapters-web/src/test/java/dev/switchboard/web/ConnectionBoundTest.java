package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.InMemoryTransactions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As many idle connections as there may be at all. */
class ConnectionBoundTest {
  private static final int MOST = 4;
  private static final int TEST_GIVES_UP_MILLIS = 20_000;

  private final List<Socket> idle = new ArrayList<>();
  private final WebServer server = start();

  private static WebServer start() {
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
                javalin.jetty.modifyServer(
                    server ->
                        server.getBean(ConnectionBound.class).setMaxNetworkConnectionCount(MOST)));
    return WebServer.create(
            config,
            List.of(routes -> routes.get("/x", context -> context.json(Map.of()), Access.PUBLIC)))
        .start();
  }

  @AfterEach
  void stop() throws IOException {
    for (var socket : idle) {
      socket.close();
    }
    server.close();
  }

  @Test
  void idleOnesKeepNobodyOut() throws IOException {
    for (var i = 0; i < MOST + 2; i++) {
      idle.add(connect());
    }

    for (var i = 0; i < 3 * MOST; i++) {
      assertThat(ask()).startsWith("HTTP/1.1 200");
    }
  }

  private String ask() throws IOException {
    try (var socket = connect()) {
      socket
          .getOutputStream()
          .write(
              "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(TEST_GIVES_UP_MILLIS);
    return socket;
  }
}
