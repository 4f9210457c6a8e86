package dev.switchboard.application.outbound;

import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.outbound.TextParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one call to a platform carries: a text or one attachment, never both. The payload of a
 * {@code SEND} task, as JSON; read back by {@link SendParts}. Response or HUMAN_AGENT is not part
 * of it: that is decided when the call is made.
 *
 * @param text empty for an attachment
 * @param attachments none or one
 * @param replyTo the mid of the message it answers, empty for none
 */
public record SendPart(String text, List<Attachment> attachments, String replyTo) {
  public SendPart {
    attachments = List.copyOf(attachments);
  }

  /**
   * The calls that a message takes, in order: its text, cut to what the platform takes, then each
   * attachment. Only the first answers {@code replyTo}.
   */
  public static List<SendPart> of(
      Platform platform, String text, List<Attachment> attachments, Optional<String> replyTo) {
    var parts = new ArrayList<SendPart>();
    for (var piece : TextParts.split(platform, text)) {
      parts.add(new SendPart(piece, List.of(), parts.isEmpty() ? replyTo.orElse("") : ""));
    }
    for (var attachment : attachments) {
      parts.add(new SendPart("", List.of(attachment), parts.isEmpty() ? replyTo.orElse("") : ""));
    }
    return parts;
  }
}
