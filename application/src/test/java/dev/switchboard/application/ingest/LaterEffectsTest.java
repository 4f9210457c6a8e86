package dev.switchboard.application.ingest;

import static dev.switchboard.application.ingest.Ingest.NOW;
import static dev.switchboard.application.ingest.Ingest.SENT;
import static dev.switchboard.application.ingest.Ingest.echo;
import static dev.switchboard.application.ingest.Ingest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.MessageStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to messages that are there, or are still to come. */
class LaterEffectsTest {
  private final Ingest in = new Ingest();

  @Test
  void anEditReadsDifferentlyInTheThreadAndInTheList() {
    in.receive(in.line("ada", written("m1", "helo")));
    in.receive(in.line("ada", SENT.plusSeconds(3), new InboundContent.Edited("m1", "hello", 1)));

    assertThat(in.message("m1").orElseThrow().content()).isEqualTo("hello");
    assertThat(in.chat("ada").orElseThrow().activity().preview()).isEqualTo("hello");
    assertThat(in.chat("ada").orElseThrow().unread()).isEqualTo(1);
    assertThat(in.frames()).endsWith("message_updated");
  }

  @Test
  void effectsThatOvertakeTheirMessageWaitForIt() {
    in.receive(in.line("ada", SENT.plusSeconds(3), new InboundContent.Edited("m1", "hello", 1)));
    in.receive(in.line("ada", SENT.plusSeconds(4), reaction("m1", "ada", "love")));
    assertThat(in.chat("ada")).isEmpty();

    in.receive(in.line("ada", written("m1", "helo")));

    var message = in.message("m1").orElseThrow();
    assertThat(message.content()).isEqualTo("hello");
    assertThat(message.reactions()).hasSize(1);
    assertThat(in.frames()).containsExactly("new_message", "chat_assigned");
  }

  @Test
  void aMessageTakenBackBeforeItCameIsNeverShown() {
    in.receive(in.line("ada", SENT.plusSeconds(1), new InboundContent.Unsent("m1")));
    in.receive(in.line("ada", written("m1", "regretted")));

    assertThat(in.message("m1").orElseThrow().content()).isEmpty();
    assertThat(in.streams.events().toString()).doesNotContain("regretted");
  }

  @Test
  void anUnsendErasesTextAndPreview() {
    in.receive(in.line("ada", written("m1", "regretted")));
    in.receive(in.line("ada", SENT.plusSeconds(1), new InboundContent.Unsent("m1")));

    var message = in.message("m1").orElseThrow();
    assertThat(message.content()).isEmpty();
    assertThat(message.deletedAt()).contains(SENT.plusSeconds(1));
    assertThat(in.chat("ada").orElseThrow().activity().preview()).isEqualTo("[message deleted]");
  }

  @Test
  void aReactionOpensTheWindowAndTakingItBackDoesNot() {
    in.receive(in.line("ada", echo("e1", "hello?", Optional.empty())));
    in.receive(in.line("ada", SENT.plusSeconds(5), reaction("e1", "ada", "love")));
    in.receive(
        in.line("ada", SENT.plusSeconds(9), new InboundContent.Reacted("e1", "ada", true, "", "")));

    assertThat(in.message("e1").orElseThrow().reactions()).isEmpty();
    assertThat(in.chat("ada").orElseThrow().activity().windowOpenedAt())
        .contains(SENT.plusSeconds(5));
    assertThat(in.chat("ada").orElseThrow().unread()).isZero();
  }

  @Test
  void aWatermarkMovesWhatWasSentBeforeItAndNeverBack() {
    in.receive(
        in.line("ada", echo("e1", "one", Optional.empty())),
        in.line("ada", SENT.plusSeconds(60), echo("e2", "two", Optional.empty())));
    in.receive(in.line("ada", seen(Optional.empty(), Optional.of(SENT.plusSeconds(1)))));
    in.receive(in.line("ada", delivered(List.of(), Optional.of(SENT.plusSeconds(1)))));

    assertThat(status("e1")).isEqualTo(MessageStatus.READ);
    assertThat(status("e2")).isEqualTo(MessageStatus.SENT);
    assertThat(in.frames()).endsWith("message_status");
  }

  @Test
  void midsGoFirstAndAReadMidMeansAllBeforeIt() {
    in.receive(
        in.line("ada", echo("e1", "one", Optional.empty())),
        in.line("ada", SENT.plusSeconds(1), echo("e2", "two", Optional.empty())),
        in.line("ada", SENT.plusSeconds(2), echo("e3", "three", Optional.empty())));
    in.receive(in.line("ada", delivered(List.of("e3", "never heard of"), Optional.empty())));
    assertThat(status("e1")).isEqualTo(MessageStatus.SENT);
    assertThat(status("e3")).isEqualTo(MessageStatus.DELIVERED);

    in.receive(in.line("ada", seen(Optional.of("e2"), Optional.empty())));

    assertThat(status("e1")).isEqualTo(MessageStatus.READ);
    assertThat(status("e2")).isEqualTo(MessageStatus.READ);
    assertThat(status("e3")).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void receiptsOfStrangersBeginNothing() {
    in.receive(in.line("stranger", seen(Optional.empty(), Optional.of(SENT))));

    assertThat(in.chat("stranger")).isEmpty();
    assertThat(in.parked.count()).isZero();
  }

  private MessageStatus status(String mid) {
    return in.message(mid).orElseThrow().status();
  }

  private static InboundContent reaction(String mid, String actor, String name) {
    return new InboundContent.Reacted(mid, actor, false, name, "");
  }

  private static InboundContent seen(Optional<String> mid, Optional<Instant> watermark) {
    return new InboundContent.Seen(mid, watermark);
  }

  private static InboundContent delivered(List<String> mids, Optional<Instant> watermark) {
    return new InboundContent.Delivered(mids, watermark);
  }

  @Test
  void deliveredBeforeItsEchoIsKeptForIt() {
    in.receive(in.line("ada", delivered(List.of("e1", "e2"), Optional.empty())));

    in.receive(in.line("ada", echo("e1", "hello?", Optional.empty())));
    assertThat(in.message("e1").orElseThrow().status()).isEqualTo(MessageStatus.DELIVERED);
    in.receive(in.line("ada", echo("e2", "anybody?", Optional.empty())));
    assertThat(in.message("e2").orElseThrow().status()).isEqualTo(MessageStatus.DELIVERED);

    assertThat(in.early.take(List.of(new ExternalRef(in.company, in.page.id(), "e2")))).isEmpty();
  }

  @Test
  void whatWasReadBeforeItsEchoCameIsRead() {
    in.receive(in.line("ada", written("m1", "hello")));
    in.receive(in.line("ada", delivered(List.of(), Optional.of(SENT.plusSeconds(5)))));
    in.receive(in.line("ada", seen(SENT.plusSeconds(3))));

    in.receive(in.line("ada", SENT.plusSeconds(3), echo("e1", "read", Optional.empty())));
    in.receive(in.line("ada", SENT.plusSeconds(5), echo("e2", "delivered", Optional.empty())));
    in.receive(in.line("ada", SENT.plusSeconds(6), echo("e3", "sent", Optional.empty())));

    assertThat(in.message("e1").orElseThrow().status()).isEqualTo(MessageStatus.READ);
    assertThat(in.message("e2").orElseThrow().status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(in.message("e3").orElseThrow().status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  void aWatermarkOfTimesToComeSaysNothingOfThem() {
    in.receive(in.line("ada", written("m1", "hello")));
    in.receive(in.line("ada", seen(NOW.plusSeconds(86_400))));

    assertThat(in.chat("ada").orElseThrow().activity().reach().read()).contains(NOW);
  }

  private static InboundContent seen(Instant until) {
    return new InboundContent.Seen(Optional.empty(), Optional.of(until));
  }
}
