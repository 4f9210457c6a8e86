package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.message.Attachment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendPartTest {
  private static final Attachment PICTURE =
      new Attachment("image", Map.of("url", "https://example.test/a.png"));

  @Test
  void theTextGoesBeforeTheAttachmentsAndOnlyTheFirstPartAnswers() {
    var parts =
        SendPart.of(
            Platform.INSTAGRAM, "a".repeat(1_001), List.of(PICTURE, PICTURE), Optional.of("m_1"));

    assertThat(parts)
        .containsExactly(
            new SendPart("a".repeat(1_000), List.of(), "m_1"),
            new SendPart("a", List.of(), ""),
            new SendPart("", List.of(PICTURE), ""),
            new SendPart("", List.of(PICTURE), ""));
  }

  @Test
  void anAttachmentAloneMayAnswer() {
    assertThat(SendPart.of(Platform.FACEBOOK, "", List.of(PICTURE), Optional.of("m_1")))
        .containsExactly(new SendPart("", List.of(PICTURE), "m_1"));
  }
}
