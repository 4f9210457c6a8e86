package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Profile;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.message.Attachment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphChannelTest {
  private static final String SENT = "{\"recipient_id\":\"5550001\",\"message_id\":\"m_abc\"}";
  private static final Attachment PICTURE =
      new Attachment("image", Map.of("url", "https://example.test/a.png"));

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final GraphStub stub = new GraphStub().answer(200, SENT);
  private final GraphChannel channel = channel(stub.url());

  private GraphChannel channel(URI url) {
    return new GraphChannel(Targets.config(url), clock);
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  private static void assertJson(String actual, String expected) {
    var mapper = new JsonMapper();
    try {
      assertThat(mapper.readTree(actual)).isEqualTo(mapper.readTree(expected));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAnswerIsAResponseWithOurTag() {
    var sent = channel.send(Targets.on(Platform.FACEBOOK), Targets.text("Grüße"));

    assertThat(sent).isEqualTo(new Sent.Accepted("m_abc"));
    var asked = stub.asked().getFirst();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.uri().getPath()).isEqualTo("/v25.0/100200/messages");
    assertJson(
        asked.body(),
        """
        {"recipient":{"id":"5550001"},"messaging_type":"RESPONSE",
         "message":{"metadata":"4711","text":"Grüße"}}
        """);
  }

  @Test
  void theTokenTravelsInItsHeaderAndTheProofInTheQuery() {
    channel.send(Targets.on(Platform.FACEBOOK), Targets.text("hello"));

    var asked = stub.asked().getFirst();
    assertThat(asked.authorization()).isEqualTo("Bearer " + Targets.TOKEN);
    assertThat(asked.uri().getQuery())
        .isEqualTo("appsecret_proof=" + GraphPaths.proof(Targets.SECRET, Targets.TOKEN));
    assertThat(asked.uri().toString()).doesNotContain(Targets.TOKEN);
    assertThat(Targets.on(Platform.FACEBOOK).toString()).doesNotContain(Targets.TOKEN);
    assertThat(Targets.config(stub.url()).toString()).doesNotContain(Targets.SECRET);
  }

  @Test
  void anInstagramAccountProvesItsOwnApp() {
    channel.send(Targets.on(Platform.INSTAGRAM), Targets.text("hello"));

    assertThat(stub.asked().getFirst().uri().getQuery())
        .isEqualTo("appsecret_proof=" + GraphPaths.proof(Targets.INSTAGRAM_SECRET, Targets.TOKEN));
  }

  @Test
  void whatIsOverAnAccountsRateIsHeldBackAndCostsNoAttempt() {
    var page = Targets.on(Platform.FACEBOOK);
    for (int i = 0; i < 40; i++) {
      assertThat(channel.send(page, Targets.text("hello"))).isInstanceOf(Sent.Accepted.class);
    }

    assertThat(channel.send(page, Targets.text("too fast")))
        .isInstanceOfSatisfying(
            Sent.Refused.class,
            refused -> {
              assertThat(refused.failure().kind()).isEqualTo(SendFailure.Kind.NOT_TRIED);
              assertThat(refused.failure().error().code()).isEqualTo("rate_limited");
              assertThat(refused.failure().after().orElseThrow())
                  .isBetween(Duration.ofMillis(24), Duration.ofMillis(25));
            });
    assertThat(stub.asked()).hasSize(40);
    assertThat(channel.send(Targets.on(Platform.FACEBOOK, 8), Targets.text("another account")))
        .isInstanceOf(Sent.Accepted.class);
    clock.pass(Duration.ofMillis(25));
    assertThat(channel.send(page, Targets.text("in time"))).isInstanceOf(Sent.Accepted.class);
  }

  @Test
  void aLateAnswerCarriesTheTagAndNamesWhatItAnswers() {
    var call = new Call(new SendPart("late", List.of(), "m_question"), true, "4711");

    channel.send(Targets.on(Platform.INSTAGRAM), call);

    assertJson(
        stub.asked().getFirst().body(),
        """
        {"recipient":{"id":"5550001"},"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT",
         "message":{"metadata":"4711","text":"late"},"reply_to":{"mid":"m_question"}}
        """);
  }

  @Test
  void anAttachmentGoesByItsAddress() {
    channel.send(
        Targets.on(Platform.FACEBOOK),
        new Call(new SendPart("", List.of(PICTURE), ""), false, "1"));

    assertJson(
        stub.asked().getFirst().body(),
        """
        {"recipient":{"id":"5550001"},"messaging_type":"RESPONSE","message":{"metadata":"1",
         "attachment":{"type":"image","payload":{"url":"https://example.test/a.png","is_reusable":false}}}}
        """);
  }

  @Test
  void anAttachmentWithoutAnAddressIsRefusedHere() {
    var nothing = new Attachment("image", Map.of("title", "x"));

    var sent =
        channel.send(
            Targets.on(Platform.FACEBOOK),
            new Call(new SendPart("", List.of(nothing), ""), false, "1"));

    assertThat(kind(sent)).isEqualTo(SendFailure.Kind.PERMANENT);
    assertThat(stub.asked()).isEmpty();
  }

  @Test
  void whatsappHasABodyAndAnAnswerOfItsOwn() {
    stub.answer(200, "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid.1\"}]}");

    var sent = channel.send(Targets.on(Platform.WHATSAPP), Targets.text("hello"));

    assertThat(sent).isEqualTo(new Sent.Accepted("wamid.1"));
    assertJson(
        stub.asked().getFirst().body(),
        """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"5550001",
         "type":"text","text":{"body":"hello"}}
        """);
  }

  @Test
  void aServerThatIsNotThereWasCertainlyNotReached() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    var sent =
        channel(URI.create("http://127.0.0.1:" + free))
            .send(Targets.on(Platform.FACEBOOK), Targets.text("hello"));

    assertThat(kind(sent)).isEqualTo(SendFailure.Kind.RETRY);
  }

  @Test
  void aServerThatTakesTheRequestAndNeverAnswersMayHaveDoneIt() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var sent =
          channel(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
              .send(Targets.on(Platform.FACEBOOK), Targets.text("hello"));

      assertThat(kind(sent)).isEqualTo(SendFailure.Kind.AMBIGUOUS);
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

      var sent =
          channel(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
              .send(Targets.on(Platform.FACEBOOK), Targets.text("hello"));

      hangUp.join();
      assertThat(kind(sent)).isEqualTo(SendFailure.Kind.AMBIGUOUS);
    }
  }

  @Test
  void anAnswerThatTricklesForEverIsCutOff() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> trickle(socket));

      var sent =
          channel(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
              .send(Targets.on(Platform.FACEBOOK), Targets.text("hello"));

      assertThat(kind(sent)).isEqualTo(SendFailure.Kind.AMBIGUOUS);
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

    assertThat(kind(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("hello"))))
        .isEqualTo(SendFailure.Kind.AMBIGUOUS);
  }

  @Test
  void aRedirectIsNotFollowed() {
    stub.script(_ -> new GraphStub.Answer(302, Map.of("Location", stub.url() + "/elsewhere"), ""));

    channel.send(Targets.on(Platform.FACEBOOK), Targets.text("hello"));

    assertThat(stub.asked()).hasSize(1);
  }

  @Test
  void aLimitWithAHintPausesTheAccountAndNoOther() {
    stub.script(
        _ ->
            new GraphStub.Answer(
                400,
                Map.of(
                    "X-Business-Use-Case-Usage",
                    """
                    {"100200":[{"type":"messenger","call_count":100,"total_cputime":1,"total_time":1,
                    "estimated_time_to_regain_access":12}]}"""
                        .replace("\n", "")),
                "{\"error\":{\"code\":80006}}"));
    var target = Targets.on(Platform.FACEBOOK);

    var limited = failure(channel.send(target, Targets.text("one")));
    var held = failure(channel.send(target, Targets.text("two")));

    assertThat(limited.after()).contains(Duration.ofMinutes(12));
    assertThat(held.kind()).isEqualTo(SendFailure.Kind.NOT_TRIED);
    assertThat(held.after()).contains(Duration.ofMinutes(12));
    assertThat(stub.asked()).hasSize(1);

    channel.send(Targets.on(Platform.FACEBOOK, 8), Targets.text("other"));
    assertThat(stub.asked()).hasSize(2);
    clock.pass(Duration.ofMinutes(12));
    channel.send(target, Targets.text("two"));
    assertThat(stub.asked()).hasSize(3);
  }

  @Test
  void retryAfterIsHeard() {
    stub.script(_ -> new GraphStub.Answer(429, Map.of("Retry-After", "90"), ""));

    assertThat(failure(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x"))).after())
        .contains(Duration.ofSeconds(90));
  }

  @Test
  void aSuccessCloseToTheLimitPausesTheAccount() {
    stub.script(
        _ ->
            new GraphStub.Answer(
                200, Map.of("X-App-Usage", "{\"call_count\":96,\"total_time\":2}"), SENT));

    assertThat(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x")))
        .isEqualTo(new Sent.Accepted("m_abc"));
    assertThat(kind(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x"))))
        .isEqualTo(SendFailure.Kind.NOT_TRIED);
  }

  @Test
  void afterTwentyCallsOfWhichHalfFailedNoneLeavesForAWhile() {
    var target = Targets.on(Platform.FACEBOOK);
    stub.answer(503, "");
    for (int i = 0; i < 20; i++) {
      channel.send(target, Targets.text("x"));
    }

    var held = failure(channel.send(target, Targets.text("x")));
    var other = channel.send(Targets.on(Platform.FACEBOOK, 8), Targets.text("x"));

    assertThat(held.kind()).isEqualTo(SendFailure.Kind.NOT_TRIED);
    assertThat(held.after()).contains(Duration.ofSeconds(15));
    assertThat(kind(other)).as("the host is the same").isEqualTo(SendFailure.Kind.NOT_TRIED);
    assertThat(stub.asked()).hasSize(20);

    stub.answer(200, SENT);
    clock.pass(Duration.ofSeconds(16));
    for (int i = 0; i < 10; i++) {
      assertThat(channel.send(target, Targets.text("x"))).isEqualTo(new Sent.Accepted("m_abc"));
    }
  }

  @Test
  void errorsThatGraphExplainsOpenNoBreaker() {
    stub.answer(400, "{\"error\":{\"code\":100,\"error_subcode\":33}}");
    for (int i = 0; i < 40; i++) {
      assertThat(kind(channel.send(Targets.on(Platform.FACEBOOK), Targets.text("x"))))
          .isEqualTo(SendFailure.Kind.PERMANENT);
    }
  }

  private static final SendPart OK = new SendPart("ok", List.of(), "");

  private Found lookUp(String messages) {
    stub.script(
        asked ->
            GraphStub.Answer.json(
                200,
                asked.uri().getPath().endsWith("/conversations")
                    ? "{\"data\":[{\"id\":\"t_1\"}]}"
                    : "{\"data\":[" + messages + "]}"));
    return channel.lookUp(Targets.on(Platform.INSTAGRAM), OK, clock.instant());
  }

  private static String message(String id, String from, String at, String text) {
    return """
    {"id":"%s","created_time":"%s","from":{"id":"%s"},"message":"%s"}"""
        .formatted(id, at, from, text);
  }

  @Test
  void aLookUpFindsWhatTheAccountSaidSince() {
    var found =
        lookUp(
            String.join(
                ",",
                message("m_5", "100200", "2026-11-20T12:00:20+0000", "ok"),
                message("m_4", "5550001", "2026-11-20T12:00:10+0000", "ok"),
                message("m_3", "100200", "2026-11-20T12:00:05+00:00", "not this"),
                message("m_2", "100200", "2026-11-20T12:00:01Z", " ok"),
                message("m_1", "100200", "2026-11-20T11:59:00+0000", "ok")));

    assertThat(found).isEqualTo(new Found.Candidates(List.of("m_2", "m_5")));
    assertThat(stub.asked().get(0).uri().getPath()).isEqualTo("/v25.0/100200/conversations");
    assertThat(stub.asked().get(0).uri().getQuery())
        .contains("user_id=5550001", "platform=instagram");
    assertThat(stub.asked().get(1).uri().getPath()).isEqualTo("/v25.0/t_1/messages");
  }

  @Test
  void aLookUpThatReachesBackKnowsThatItIsNotThere() {
    assertThat(lookUp(message("m_1", "100200", "2026-11-20T11:00:00+0000", "ok")))
        .isEqualTo(new Found.Candidates(List.of()));
    assertThat(lookUp("")).isEqualTo(new Found.Candidates(List.of()));
  }

  @Test
  void aLookUpThatDoesNotReachBackKnowsNothing() {
    var full =
        String.join(
            ",",
            java.util.Collections.nCopies(
                50, message("m_9", "5550001", "2026-11-20T12:10:00+0000", "x")));

    assertThat(lookUp(full)).isInstanceOf(Found.Unclear.class);
    assertThat(lookUp(message("m_1", "100200", "yesterday", "ok")))
        .isInstanceOf(Found.Unclear.class);
  }

  @Test
  void aLookUpThatFailsIsUnclear() {
    stub.answer(400, "{\"error\":{\"code\":10}}");

    assertThat(channel.lookUp(Targets.on(Platform.FACEBOOK), OK, clock.instant()))
        .isInstanceOf(Found.Unclear.class);
    assertThat(channel.lookUp(Targets.on(Platform.WHATSAPP), OK, clock.instant()))
        .isInstanceOf(Found.Unclear.class);
  }

  @Test
  void aMessengerProfileHasItsNameInPieces() {
    stub.answer(
        200,
        "{\"first_name\":\"Ada\",\"last_name\":\"Lovelace\",\"profile_pic\":\"https://x.test/a\"}");

    assertThat(channel.profile(Targets.on(Platform.FACEBOOK)))
        .isEqualTo(new Profile.Known(Optional.of("Ada Lovelace"), Optional.of("https://x.test/a")));
    assertThat(stub.asked().getFirst().uri().getPath()).isEqualTo("/v25.0/5550001");
    assertThat(stub.asked().getFirst().uri().getQuery())
        .contains("fields=first_name,last_name,name,profile_pic");
  }

  @Test
  void anInstagramProfileMayHaveAUserNameOnly() {
    stub.answer(200, "{\"username\":\"ada\",\"profile_pic\":\"javascript:alert(1)\"}");

    assertThat(channel.profile(Targets.on(Platform.INSTAGRAM)))
        .isEqualTo(new Profile.Known(Optional.of("ada"), Optional.empty()));
  }

  @Test
  void whatAPlatformDoesNotHaveIsRefusedHere() {
    assertThat(kind(channel.send(Targets.on(Platform.SMS), Targets.text("x"))))
        .isEqualTo(SendFailure.Kind.PERMANENT);
    assertThat(channel.profile(Targets.on(Platform.WEB))).isInstanceOf(Profile.Refused.class);
    assertThat(stub.asked()).isEmpty();
  }

  @Test
  void aPartIsReadAsItWasWritten() {
    assertThat(
            new JsonSendParts()
                .read(
                    """
                    {"text":"","attachments":[{"type":"image","payload":{"url":"https://example.test/a.png"}}],
                     "reply_to":"m_1"}"""))
        .isEqualTo(new SendPart("", List.of(PICTURE), "m_1"));
  }

  private static SendFailure failure(Sent sent) {
    assertThat(sent).isInstanceOf(Sent.Refused.class);
    return ((Sent.Refused) sent).failure();
  }

  private static SendFailure.Kind kind(Sent sent) {
    return failure(sent).kind();
  }
}
