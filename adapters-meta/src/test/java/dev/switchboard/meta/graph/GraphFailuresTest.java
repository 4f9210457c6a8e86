package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.graph.GraphStub.Asked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of each way a call can go wrong: whether it may have been done. */
class GraphFailuresTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final GraphStub stub = new GraphStub().answer(200, Targets.SENT);
  private final GraphChannel channel = new GraphChannel(Targets.config(stub.url()), clock);

  @AfterEach
  void stop() {
    stub.close();
  }

  private SendFailure.Kind sendTo(int port) {
    var there = new GraphChannel(Targets.config(URI.create("http://127.0.0.1:" + port)), clock);
    return Targets.kind(there.send(Targets.on(Platform.FACEBOOK), Targets.text("hello")));
  }

  @Test
  void aServerThatIsNotThereWasCertainlyNotReached() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    var kind = sendTo(free);

    assertThat(kind).isEqualTo(SendFailure.Kind.RETRY);
  }

  @Test
  void aCallWhoseTimeIsOverDoesNotLeave() {
    var now = clock.instant();
    var facebook = Targets.on(Platform.FACEBOOK);

    var late = channel.send(facebook, Targets.text("late", now.minusMillis(1)));
    var inTime = channel.send(facebook, Targets.text("in time", now));

    assertThat(Targets.kind(late)).isEqualTo(SendFailure.Kind.NOT_TRIED);
    assertThat(inTime).isInstanceOf(Sent.Accepted.class);
    assertThat(stub.asked()).extracting(Asked::body).singleElement().asString().contains("in time");
  }

  @Test
  void aCallThatIsFrozenWhileItConnectsDoesNotLeaveAfterwards() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var departure =
          new Departure(
              HttpRequest.BodyPublishers.ofString("hello"), clock.instant().plusSeconds(20), clock);
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
              .POST(departure)
              .build();
      clock.pass(Duration.ofSeconds(75));

      try (var http = HttpClient.newHttpClient()) {
        assertThat(http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
            .failsWithin(Duration.ofSeconds(10));
      }

      assertThat(departure.hold()).isTrue();
    }
  }

  @Test
  void callsThatDidNotLeaveSayNothingAboutThePlatform() {
    var facebook = Targets.on(Platform.FACEBOOK);
    var over = clock.instant().minusMillis(1);
    for (var i = 0; i < 30; i++) {
      channel.send(facebook, Targets.text("late", over));
      clock.pass(Duration.ofSeconds(1)); // not held back by the account's rate
    }

    assertThat(channel.send(facebook, Targets.text("in time"))).isInstanceOf(Sent.Accepted.class);
  }

  @Test
  void aServerThatTakesTheRequestAndNeverAnswersMayHaveDoneIt() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var kind = sendTo(socket.getLocalPort());

      assertThat(kind).isEqualTo(SendFailure.Kind.AMBIGUOUS);
    }
  }

  @Test
  void aServerThatHangsUpMayHaveDoneIt() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var hangUp =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var connection = socket.accept()) {
                      assertThat(connection.getInputStream().read()).isNotNegative();
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });

      var kind = sendTo(socket.getLocalPort());

      hangUp.join();
      assertThat(kind).isEqualTo(SendFailure.Kind.AMBIGUOUS);
    }
  }

  @Test
  void anAnswerThatTricklesForEverIsCutOff() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> trickle(socket));

      var kind = sendTo(socket.getLocalPort());

      assertThat(kind).isEqualTo(SendFailure.Kind.AMBIGUOUS);
    }
  }

  private static void trickle(ServerSocket socket) {
    try (var connection = socket.accept()) {
      var out = connection.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{".getBytes());
      out.flush();
      while (connection.getInputStream().read() >= 0) {
        // hold the line until the other side has had enough
      }
    } catch (IOException _) {
      return; // it has had enough
    }
  }

  @Test
  void anEndlessAnswerIsNotReadToTheEnd() {
    stub.answer(200, "{\"message_id\":\"" + "x".repeat(2_000_000) + "\"}");

    assertThat(Targets.kind(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("hello"))))
        .isEqualTo(SendFailure.Kind.AMBIGUOUS);
  }

  @Test
  void aRedirectIsNotFollowed() {
    stub.script(_ -> new GraphStub.Answer(302, Map.of("Location", stub.url() + "/elsewhere"), ""));

    channel.send(Targets.on(Platform.FACEBOOK), Targets.text("hello"));

    assertThat(stub.asked()).hasSize(1);
  }
}
