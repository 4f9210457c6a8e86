package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Profile;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.domain.channel.Platform;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Graph is asked: whether a message is there, and who somebody is. */
class GraphLookUpTest {
  private static final SendPart OK = new SendPart("ok", List.of(), "");
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final GraphStub stub = new GraphStub().answer(200, Targets.SENT);
  private final GraphChannel channel = new GraphChannel(Targets.config(stub.url()), clock);

  @AfterEach
  void stop() {
    stub.close();
  }

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
                message("m_1", "100200", "2026-11-20T09:59:59+0000", "ok")));

    assertThat(found).isEqualTo(new Found.Candidates(List.of("m_2", "m_5")));
    assertThat(stub.asked().get(0).uri().getPath()).isEqualTo("/v25.0/100200/conversations");
    assertThat(stub.asked().get(0).uri().getQuery())
        .contains("user_id=5550001", "platform=instagram");
    assertThat(stub.asked().get(1).uri().getPath()).isEqualTo("/v25.0/t_1/messages");
  }

  @Test
  void aLookUpThatReachesBackKnowsThatItIsNotThere() {
    assertThat(lookUp(message("m_1", "100200", "2026-11-20T09:00:00+0000", "ok")))
        .isEqualTo(new Found.Candidates(List.of()));
    assertThat(lookUp("")).isEqualTo(new Found.Candidates(List.of()));
  }

  @Test
  void aLookUpThatDoesNotReachBackKnowsNothing() {
    var full =
        String.join(
            ",",
            Collections.nCopies(50, message("m_9", "5550001", "2026-11-20T12:10:00+0000", "x")));

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
}
