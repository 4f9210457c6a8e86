package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.ChannelGateway.Profile;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.message.Attachment;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphChannelTest {
  private static final Attachment PICTURE =
      new Attachment("image", Map.of("url", "https://example.test/a.png"));

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final GraphStub stub = new GraphStub().answer(200, Targets.SENT);
  private final GraphChannel channel = new GraphChannel(Targets.config(stub.url()), clock);

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
  void aLateAnswerCarriesTheTagAndNamesWhatItAnswers() {
    var call = new Call(new SendPart("late", List.of(), "m_question"), true, "4711", Instant.MAX);

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
        new Call(new SendPart("", List.of(PICTURE), ""), false, "1", Instant.MAX));

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
            new Call(new SendPart("", List.of(nothing), ""), false, "1", Instant.MAX));

    assertThat(Targets.kind(sent)).isEqualTo(SendFailure.Kind.PERMANENT);
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
  void whatAPlatformDoesNotHaveIsRefusedHere() {
    assertThat(Targets.kind(channel.send(Targets.on(Platform.SMS), Targets.text("x"))))
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
}
