package dev.switchboard.web.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.InMemoryAccessTokens;
import dev.switchboard.application.stream.Hub;
import dev.switchboard.application.stream.HubWorld;
import dev.switchboard.application.stream.InMemoryTickets;
import dev.switchboard.application.stream.SocketTickets;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.Cors;
import dev.switchboard.web.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealtimeRoutesTest {
  private static final String ORIGIN = "https://app.example.test";
  private static final Optional<String> OURS = Optional.of(ORIGIN);
  private static final Optional<String> NONE = Optional.empty();

  private final HubWorld world = new HubWorld(new ApiJson());
  private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(world.clock);
  private final TestServer server = server(Set.of(ORIGIN));
  private final Caller ada = world.agent(1);
  private final Caller bob = world.agent(2);
  private final ConversationId chat = world.conversation(11, ada);

  private TestServer server(Set<String> origins) {
    return server(origins, world.hub);
  }

  private TestServer server(Set<String> origins, Hub hub) {
    var tickets = new SocketTickets(new InMemoryTickets(), new SecureRandom(), world.clock);
    return new TestServer(
        origins,
        new RealtimeRoutes(
            hub,
            tickets,
            new SocketDoor(
                new Cors(origins),
                tickets,
                tokens,
                world.callers,
                CompanyQuotas.none(),
                world.clock),
            TestServer.doorkeeper().admission(),
            world.clock));
  }

  @AfterEach
  void stop() {
    server.close();
    world.close();
  }

  private String token(Caller caller) {
    return tokens.issue(
        new AccessTokens.Claims(
            caller.company(), caller.user(), caller.session(), world.now.get().plusSeconds(1800)));
  }

  private URI ws(String query) {
    return ws(server, query);
  }

  private static URI ws(TestServer server, String query) {
    return URI.create(server.uri("/ws").toString().replace("http:", "ws:") + query);
  }

  private String ticket(Caller caller) {
    server.caller("token of " + caller.user(), caller);
    var answer = server.send("POST", "/api/ws/ticket", "token of " + caller.user(), null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    try {
      var body = ApiJson.mapper().readTree(answer.body());
      assertThat(body.path("expires_in").asInt()).isEqualTo(30);
      return body.path("ticket").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private WsClient connected(Caller caller) {
    var client = WsClient.open(ws("?token=" + token(caller)), OURS);
    client.awaitFrame("hello");
    return client;
  }

  private void awaitClosed(URI uri, Optional<String> origin, int code, String... protocols) {
    var client = WsClient.open(uri, origin, protocols);
    client.awaitClosed(code);
    assertThat(client.frames("hello")).isEmpty();
  }

  @Test
  void aTicketOpensOneSocketAndOnlyOne() {
    var ticket = ticket(ada);

    WsClient.open(ws("?ticket=" + ticket), NONE).awaitFrame("hello");

    awaitClosed(ws("?ticket=" + ticket), NONE, 4401);
  }

  @Test
  void aTicketIsNotGoodForLong() {
    var ticket = ticket(ada);
    world.passes(Duration.ofSeconds(30));

    awaitClosed(ws("?ticket=" + ticket), OURS, 4401);
  }

  @Test
  void aTicketNeedsALogin() {
    assertThat(server.send("POST", "/api/ws/ticket", "", null).statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenInTheSubprotocolOpensASocket() {
    var client = WsClient.open(ws(""), NONE, "bearer", token(ada));

    client.awaitFrame("hello");
    assertThat(client.protocol()).isEqualTo("bearer");
  }

  @Test
  void withoutAValidProofTheSocketIsClosed() {
    awaitClosed(ws(""), OURS, 4401);
    awaitClosed(ws("?token=wrong"), OURS, 4401);
    awaitClosed(ws("?ticket=wrong"), OURS, 4401);
    awaitClosed(ws(""), OURS, 4401, "bearer", "wrong");
    var expired = token(ada);
    world.passes(Duration.ofSeconds(1800));
    awaitClosed(ws("?token=" + expired), OURS, 4401);
  }

  @Test
  void aTicketIsNoAccessTokenAndATokenIsNoTicket() {
    awaitClosed(ws("?token=" + ticket(ada)), OURS, 4401);
    awaitClosed(ws("?ticket=" + token(ada)), OURS, 4401);
  }

  @Test
  void anotherSitesPageIsRefusedHoweverGoodItsProof() {
    awaitClosed(ws("?token=" + token(ada)), Optional.of("https://evil.example"), 4403);
    awaitClosed(ws("?ticket=" + ticket(ada)), Optional.of("null"), 4403);
    awaitClosed(ws("?token=" + token(ada)), NONE, 4403);
  }

  @Test
  void inDevelopmentAnyOriginAndNoneIsWelcome() {
    try (var open = server(Set.of("*"))) {
      WsClient.open(ws(open, "?token=" + token(ada)), NONE).awaitFrame("hello");
      WsClient.open(ws(open, "?token=" + token(ada)), Optional.of("http://x.test"))
          .awaitFrame("hello");
    }
  }

  @Test
  void aTokenOpensNoSocketOfASessionThatIsAnothers() {
    var mixed =
        tokens.issue(
            new AccessTokens.Claims(
                ada.company(), bob.user(), ada.session(), world.now.get().plusSeconds(1800)));

    awaitClosed(ws("?token=" + mixed), OURS, 4401);
  }

  @Test
  void endedSessionsAndDisabledUsersStayOutside() {
    world.callers.disable(bob.user());
    awaitClosed(ws("?token=" + token(bob)), OURS, 4403);
    var token = token(ada);
    world.callers.end(ada.session());
    awaitClosed(ws("?token=" + token), OURS, 4401);
  }

  @Test
  void messagesArriveInAChain() {
    var client = connected(ada);
    var start = client.awaitFrame("hello").path("seq").asLong();

    world.message(chat);
    world.append(new Audience.Users(Set.of(bob.user())));
    world.message(chat);

    client.awaitSeqs(start + 1, start + 3);
    assertThat(client.frames("new_message"))
        .extracting(frame -> frame.path("prev").asLong())
        .containsExactly(start, start + 1);
    assertThat(client.frames("new_message").getFirst().path("text").asText()).isEqualTo("hi");
  }

  @Test
  void aBrokenConnectionIsResumed() {
    var first = connected(ada);
    world.message(chat);
    first.awaitSeqs(1L);
    first.abort();
    world.message(chat);
    world.message(chat);

    var second = connected(ada);
    second.send(
        "{\"type\":\"resume\",\"epoch\":\"%s\",\"seq\":1}"
            .formatted(second.awaitFrame("hello").path("epoch").asText()));
    second.awaitFrame("resumed");
    await().until(() -> Set.copyOf(second.seqs()).equals(Set.of(2L, 3L)));
    world.message(chat);

    await().until(() -> second.seqs().getLast() == 4);
    assertThat(second.awaitFrame("resumed").path("count").asInt()).isEqualTo(2);
  }

  @Test
  void aResumeOfAnotherHistoryIsAnsweredWithAReset() {
    var client = connected(ada);

    client.send("{\"type\":\"resume\",\"epoch\":\"other\",\"seq\":0}");

    assertThat(client.awaitFrame("reset").path("reason").asText()).isEqualTo("epoch");
  }

  @Test
  void whoDoesNotReadIsClosedAndTheOthersAreNotDelayed() {
    var stuck = WsClient.openIdle(ws("?token=" + token(ada)), OURS);
    var quick = connected(ada);
    var large = "x".repeat(30_000);
    await().until(() -> world.hub.connections() == 2);

    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              world.append(new Audience.Users(Set.of(ada.user())), large);
              return world.hub.connections() == 1;
            });

    await().until(() -> quick.seqs().size() == world.streams.head(HubWorld.COMPANY));
    stuck.readOn();
    stuck.awaitClosed(4408);
    assertThat(quick.closed()).isZero();
  }

  @Test
  void aRevokedSessionLosesItsSocketsAtOnce() {
    var agent = connected(ada);
    var other = connected(bob);

    world.end(ada);

    agent.awaitClosed(4401);
    assertThat(other.closed()).isZero();
  }

  @Test
  void aPermissionTakenAwayStopsTheDelivery() {
    var mia = world.manager(3);
    var manager = connected(mia);
    var agent = connected(ada);
    world.message(chat);
    manager.awaitSeqs(1L);

    world.signIn(3);
    world.message(chat);

    agent.awaitSeqs(1L, 2L);
    assertThat(manager.seqs()).containsExactly(1L);
  }

  @Test
  void aReassignedChatIsSeenByItsNewAgentOnly() {
    var before = connected(ada);
    var after = connected(bob);

    world.assign(chat, bob);
    world.message(chat);

    after.awaitSeqs(1L);
    assertThat(before.seqs()).isEmpty();
  }

  @Test
  void typingIsForwardedToTheOtherViewers() {
    var manager = connected(world.manager(3));

    connected(ada).send("{\"type\":\"typing\",\"chat_id\":11}");

    assertThat(manager.awaitFrame("typing").path("user_id").asLong()).isEqualTo(1);
  }

  @Test
  void pingIsAnsweredAndNonsenseDoesNotHurt() {
    var client = connected(ada);
    for (var nonsense :
        List.of(
            "{",
            "[]",
            "7",
            "",
            "{\"type\":7}",
            "{\"type\":\"dance\"}",
            "{\"type\":\"resume\"}",
            "{\"type\":\"resume\",\"epoch\":\"memory\",\"seq\":1e99}",
            "{\"type\":\"typing\",\"chat_id\":\"11\"}",
            "[".repeat(1000))) {
      client.send(nonsense);
    }

    client.send("{\"type\":\"ack\",\"seq\":1}");
    client.send("{\"type\":\"ping\"}");

    client.awaitFrame("pong");
    assertThat(client.frames("error")).hasSize(10);
    assertThat(client.closed()).isZero();
  }

  @Test
  void aFrameThatIsTooLargeClosesTheSocket() {
    var client = connected(ada);

    client.send("x".repeat(RealtimeRoutes.MAX_FRAME_BYTES + 1));

    client.awaitClosed(1009);
  }

  @Test
  void aFloodClosesTheSocket() {
    var client = connected(ada);
    for (int i = 0; i <= FloodGate.BURST; i++) {
      client.send("{\"type\":\"ack\",\"seq\":1}");
    }

    client.awaitClosed(4429);
  }

  @Test
  void aShutdownTellsTheClientToComeBack() {
    var client = connected(ada);

    world.hub.shutdown();

    assertThat(client.awaitFrame("reconnect").path("after_ms").asLong()).isBetween(0L, 15_000L);
    client.awaitClosed(1012);
  }

  @Test
  void whoAnswersNoPingIsClosedAndWhoIsOnlyIdleIsNot() {
    try (var hub = world.hub(new ApiJson(), Duration.ofMillis(500)).start();
        var quick = server(Set.of(ORIGIN), hub)) {
      var idle = WsClient.open(ws(quick, "?token=" + token(bob)), OURS);
      var silent = WsClient.openIdle(ws(quick, "?token=" + token(ada)), OURS);
      await().until(() -> hub.connections() == 2);

      await().atMost(Duration.ofSeconds(20)).until(() -> hub.connections() == 1);

      silent.readOn();
      silent.awaitClosed(4408);
      assertThat(idle.closed()).isZero();
    }
  }

  @Test
  void aClientThatLeavesIsForgotten() {
    var client = connected(ada);

    client.abort();

    await().atMost(Duration.ofSeconds(10)).until(() -> world.hub.connections() == 0);
  }

  @Test
  void compressionIsNotAgreedTo() throws IOException {
    var uri = server.uri("/ws");
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              GET /ws HTTP/1.1\r
              Host: localhost\r
              Upgrade: websocket\r
              Connection: Upgrade\r
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
              Sec-WebSocket-Version: 13\r
              Sec-WebSocket-Extensions: permessage-deflate\r
              \r
              """
                  .getBytes(StandardCharsets.US_ASCII));
      var lines =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
              .lines()
              .takeWhile(line -> !line.isEmpty())
              .toList();

      assertThat(lines.getFirst()).contains("101");
      assertThat(lines).noneMatch(line -> line.toLowerCase().contains("extensions"));
    }
  }
}
