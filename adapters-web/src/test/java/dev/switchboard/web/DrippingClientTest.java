package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.InMemoryTransactions;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is never silent and never done: a few bytes now and then, far below the idle timeout. */
class DrippingClientTest {
  private static final Duration DEADLINE = Duration.ofMillis(800);
  private static final int DRIP_MILLIS = 40;
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final String POST =
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  private enum Drip {
    EMPTY_LINES("", "\r\n"),
    REQUEST_LINE("GET /", "a"),
    HEADER("GET /echo HTTP/1.1\r\nHost: x\r\nX-A: ", "a"),
    BODY(POST + "Content-Length: 100000\r\n\r\n", " "),
    CHUNKS(POST + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
    SECOND_REQUEST(POST + "Content-Length: 2\r\n\r\n{}" + POST, "X-A: b\r\n");

    private final byte[] start;
    private final byte[] drop;

    Drip(String start, String drop) {
      this.start = start.getBytes(StandardCharsets.US_ASCII);
      this.drop = drop.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final CountDownLatch cut = new CountDownLatch(1);
  private final AtomicBoolean failed = new AtomicBoolean();
  private final HttpClient client = HttpClient.newHttpClient();
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
            DEADLINE,
            _ -> {});
    return WebServer.create(
            config,
            List.of(
                routes ->
                    routes
                        .post(
                            "/echo",
                            context -> context.json(Requests.body(context, Map.class)),
                            Access.PUBLIC)
                        .get(
                            "/long",
                            context -> {
                              failed.set(!cut.await(20, TimeUnit.SECONDS));
                              context.json(Map.of());
                            },
                            Access.PUBLIC)))
        .start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void isCutOffAndOthersAreServed(Drip drip) throws Exception {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(DRIP_MILLIS);
      socket.getOutputStream().write(drip.start);
      long begun = System.nanoTime();
      while (dripped(socket, drip.drop)) {
        assertThat(echo("{}").statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - begun).as("still connected").isLessThan(GIVE_UP_NANOS);
      }
    }
  }

  @Test
  void whoeverIsBeingAnsweredMayWaitLonger() throws Exception {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      var answer = client.sendAsync(request("/long").build(), BodyHandlers.ofString());
      socket.setSoTimeout(DRIP_MILLIS);
      while (dripped(socket, Drip.EMPTY_LINES.drop)) {
        assertThat(answer).isNotDone();
      }
      cut.countDown();

      assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(failed).isFalse();
    }
  }

  /** False once the server has closed the connection. */
  private static boolean dripped(Socket socket, byte[] drop) {
    try {
      socket.getOutputStream().write(drop);
      while (socket.getInputStream().read() >= 0) {
        // an earlier request's answer
      }
      return false;
    } catch (SocketTimeoutException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private HttpResponse<String> echo(String body) throws Exception {
    return client.send(
        request("/echo").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Content-Type", "application/json");
  }
}
